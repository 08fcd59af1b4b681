package routes.runtime;

import ch.qos.logback.core.PropertyDefinerBase;

/** This process's id, for the log's line format. */
public final class ProcessId extends PropertyDefinerBase {
  @Override
  public String getPropertyValue() {
    return Long.toString(ProcessHandle.current().pid());
  }
}
