package routes.hatchet.client;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.concurrent.ExecutorService;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

/** Tasks have virtual threads where the JDK has them. */
class TaskThreadsTest {

  @Test
  void virtualFromJdk21OnAndDaemonsBefore() throws Exception {
    ExecutorService threads = TaskThreads.newExecutor();
    try {
      Thread thread = threads.submit(Thread::currentThread).get(30, TimeUnit.SECONDS);
      assertThat(thread.isDaemon()).isTrue();
      if (Runtime.version().feature() >= 21) {
        assertThat(Thread.class.getMethod("isVirtual").invoke(thread)).isEqualTo(true);
      }
    } finally {
      threads.shutdownNow();
    }
  }
}
