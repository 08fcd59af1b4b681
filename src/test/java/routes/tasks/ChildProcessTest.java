package routes.tasks;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import routes.tasks.child.ChildProcess;
import routes.tasks.child.ChildRequest;
import routes.tasks.child.ChildResult;

/** Programs of others within their limits. */
class ChildProcessTest {
  private static final Duration LONG = Duration.ofMinutes(2);
  private static final int KEEP = 4000;

  @TempDir Path directory;
  private final List<String> live = new CopyOnWriteArrayList<>();

  private ChildResult run(Duration limit, Map<String, String> environment, String... command)
      throws IOException, InterruptedException {
    return ChildProcess.run(
        new ChildRequest(List.of(command), directory, environment, null, limit, KEEP),
        UUID.randomUUID().toString(),
        live::add);
  }

  private static final Map<String, String> PATH = Map.of("PATH", System.getenv("PATH"));

  @Test
  void argumentsStayAsTheyAreAndTheEnvironmentIsTheGivenOne() throws Exception {
    ChildResult result =
        run(LONG, Map.of("A", "$(id)"), "/usr/bin/env", "printf", "%s", "$(id); `x` && y");
    assertThat(result.output()).isEqualTo("$(id); `x` && y");
    assertThat(run(LONG, Map.of("A", "b"), "/usr/bin/env").output())
        .matches("(?s)(A=b\nHATCHET_TASK_RUN=\\S+\n|HATCHET_TASK_RUN=\\S+\nA=b\n)");
  }

  @Test
  void bothEndsOfALongOutputAreKeptAndAllOfItIsHeard() throws Exception {
    ChildResult result =
        run(
            LONG,
            PATH,
            "sh",
            "-c",
            "echo first; seq 1 20000; printf 'a\\000b\\033[31mred\\n'; echo last >&2; exit 3");
    assertThat(result.exitCode()).isEqualTo(3);
    assertThat(result.output())
        .startsWith("first\n1\n")
        .endsWith("20000\na\uFFFDbred\nlast\n")
        .contains("characters are left out");
    assertThat(result.output().length()).isLessThan(KEEP + 100);
    assertThat(String.join("", live)).contains("\n10000\n").endsWith("last\n");
  }

  @Test
  void atItsTimesEndAllItsProcessesEndAlsoThoseThatLeftIt() throws Exception {
    ChildResult result =
        run(
            Duration.ofSeconds(2),
            PATH,
            "sh",
            "-c",
            "(trap '' TERM; echo $$; sleep 600) & setsid sh -c 'echo $$ >escaped; sleep 600' & sleep 600");
    assertThat(result.timedOut()).isTrue();
    assertThat(result.succeeded()).isFalse();
    Path escaped = directory.resolve("escaped");
    if (Files.exists(escaped)) {
      assertEnded(Long.parseLong(Files.readString(escaped).strip()));
    }
  }

  @Test
  void anInterruptEndsTheProgram() throws Exception {
    AtomicReference<Throwable> thrown = new AtomicReference<>();
    Thread thread =
        new Thread(
            () -> {
              try {
                run(LONG, PATH, "sh", "-c", "echo $$ >pid; exec sleep 600");
              } catch (IOException | InterruptedException e) {
                thrown.set(e);
              }
            });
    thread.start();
    Path pid = directory.resolve("pid");
    await().atMost(LONG).until(() -> Files.exists(pid) && Files.size(pid) > 1);
    thread.interrupt();
    thread.join();
    assertThat(thrown.get()).isInstanceOf(InterruptedException.class);
    assertEnded(Long.parseLong(Files.readString(pid).strip()));
  }

  private static void assertEnded(long pid) {
    await()
        .atMost(LONG)
        .until(() -> ProcessHandle.of(pid).map(process -> !process.isAlive()).orElse(true));
  }

  @Test
  void aProgramThatIsNotThereIsNamed() {
    assertThatThrownBy(() -> run(LONG, PATH, "no-such-agent"))
        .isInstanceOf(IOException.class)
        .hasMessageStartingWith("no-such-agent cannot be started (No such file or directory):");
  }
}
