package routes.hatchet.client;

import java.lang.reflect.InvocationTargetException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;

/** A thread for every task: virtual where the JDK has them (21 and later). */
public final class TaskThreads {

  private TaskThreads() {}

  /** An executor that never queues. */
  public static ExecutorService newExecutor() {
    try {
      return (ExecutorService)
          Executors.class.getMethod("newVirtualThreadPerTaskExecutor").invoke(null);
    } catch (NoSuchMethodException | IllegalAccessException | InvocationTargetException e) {
      return Executors.newCachedThreadPool(DaemonThreads.named("hatchet-task"));
    }
  }
}
