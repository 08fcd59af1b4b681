package routes.hatchet.event;

import java.util.EventObject;
import org.apache.camel.CamelContext;
import org.apache.camel.spi.CamelEvent.CamelContextEvent;

/** Something that happened at the border of a Camel context and its Hatchet engine. */
public abstract sealed class HatchetEvent extends EventObject implements CamelContextEvent
    permits HatchetStepEvent, HatchetWorkerEvent {

  private static final long serialVersionUID = 1L;

  private long timestamp;

  HatchetEvent(CamelContext camel) {
    super(camel);
  }

  @Override
  public Type getType() {
    return Type.Custom;
  }

  @Override
  public CamelContext getContext() {
    return (CamelContext) super.getSource();
  }

  @Override
  public Object getSource() {
    return super.getSource();
  }

  @Override
  public long getTimestamp() {
    return timestamp;
  }

  @Override
  public void setTimestamp(long timestamp) {
    this.timestamp = timestamp;
  }
}
