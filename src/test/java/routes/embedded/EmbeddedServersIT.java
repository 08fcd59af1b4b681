package routes.embedded;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.time.Duration;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import redis.clients.jedis.Jedis;
import routes.embedded.EmbeddedServers.Kind;

class EmbeddedServersIT {
  private static final String VERSION = "0.1.0";

  @TempDir static Path made;
  @TempDir Path directory;

  /** Unpacks and initialises once; each test gets a copy, as after a first start. */
  @BeforeAll
  static void firstStart() {
    start(made, EnumSet.allOf(Kind.class)).close();
  }

  @BeforeEach
  void copy() throws IOException {
    CopiedDirectory.copy(made, directory);
  }

  @AfterEach
  void nothingIsLeftRunning() {
    await()
        .atMost(Duration.ofSeconds(60))
        .untilAsserted(() -> assertThat(programsOf(directory)).isEmpty());
  }

  @Test
  void whatWasAcknowledgedIsThereAfterAStopAndASecondStart() throws Exception {
    Acknowledged acknowledged = new Acknowledged();
    ServerAddresses first;
    try (EmbeddedServers servers = start()) {
      first = servers.addresses();
      Acknowledged.prepare(first);
      acknowledged.write(first, 20, "a");
    }
    try (EmbeddedServers servers = start()) {
      assertThat(servers.addresses()).as("the same ports again").isEqualTo(first);
      acknowledged.assertAllThere(servers.addresses());
    }
  }

  @Test
  void whatWasAcknowledgedIsThereAfterKill9AndTheServersEndByThemselves() throws Exception {
    Acknowledged acknowledged = writeAndKill(false);
    nothingIsLeftRunning();
    try (EmbeddedServers servers = start()) {
      acknowledged.assertAllThere(servers.addresses());
    }
  }

  @Test
  void serversThatAKilledProcessLeftAreEndedByTheNextStart() throws Exception {
    Acknowledged acknowledged = writeAndKill(true);
    List<ProcessHandle> left = programsOf(directory);
    assertThat(left).as("servers without an owner").isNotEmpty();
    try (EmbeddedServers servers = start()) {
      acknowledged.assertAllThere(servers.addresses());
      assertThat(left).noneMatch(ServerProcess::runs);
    }
  }

  @Test
  void aSecondProcessJoinsTheServersOfTheFirst() throws Exception {
    try (OwnerProcess owner = OwnerProcess.start(directory, VERSION);
        EmbeddedServers joined = start()) {
      assertThat(owner.ready()).contains("joined=false");
      assertThat(joined.joined()).isTrue();
      Acknowledged.prepare(joined.addresses());
      Acknowledged acknowledged = new Acknowledged();
      acknowledged.write(joined.addresses(), 3, "j");
      acknowledged.assertAllThere(joined.addresses());
    }
  }

  @Test
  void anotherVersionDoesNotJoin() throws Exception {
    try (OwnerProcess owner = OwnerProcess.start(directory, "0.0.9")) {
      assertThatThrownBy(this::start)
          .isInstanceOf(EmbeddedStartException.class)
          .hasMessageContaining("in use by version 0.0.9 (process " + owner.pid() + ")")
          .hasMessageContaining("stop that one, or set DATA_DIR");
    }
  }

  @Test
  void aJoiningProcessSeesWhatTheOwnerAnnouncesLater() throws Exception {
    try (EmbeddedServers owner = start(Set.of(Kind.REDIS));
        EmbeddedServers joined = start(Set.of(Kind.REDIS))) {
      assertThat(joined.announced("engine")).isEmpty();
      owner.announce(Map.of("engine", "127.0.0.1:7077"));
      assertThat(joined.announced("engine")).contains("127.0.0.1:7077");
      assertThatThrownBy(() -> start(Set.of(Kind.POSTGRES)))
          .isInstanceOf(EmbeddedStartException.class)
          .hasMessageContaining("set DATABASE_URL here as it is set there");
    }
  }

  @Test
  void aServerThatDiesIsStartedAnewWithItsData() throws Exception {
    try (EmbeddedServers servers = start(Set.of(Kind.POSTGRES, Kind.REDIS))) {
      try (Jedis redis = new Jedis(Acknowledged.redis(servers.addresses()))) {
        redis.set("key", "kept");
      }
      List<ProcessHandle> before = programsOf(directory);
      assertThat(before).isNotEmpty();
      before.forEach(ProcessHandle::destroyForcibly);
      await()
          .atMost(Duration.ofSeconds(60))
          .ignoreExceptions()
          .untilAsserted(
              () -> {
                try (Jedis redis = new Jedis(Acknowledged.redis(servers.addresses()));
                    Connection connection = Acknowledged.connect(servers.addresses())) {
                  assertThat(redis.get("key")).isEqualTo("kept");
                  assertThat(connection.isValid(1)).isTrue();
                }
              });
    }
  }

  @Test
  void whatAKillDuringTheFirstStartLeftIsClearedAway() throws Exception {
    OwnerOnly.deleteTree(directory.resolve("postgres/17"));
    OwnerOnly.deleteTree(directory.resolve("kafka/log"));
    for (String unfinished :
        List.of("postgres/17.new/base", "kafka/log.new", "bin/postgresql-1.new")) {
      Files.createDirectories(directory.resolve(unfinished));
      Files.writeString(directory.resolve(unfinished).resolve("half"), "written");
    }
    try (EmbeddedServers servers = start()) {
      Acknowledged.prepare(servers.addresses());
      assertThat(directory.resolve("postgres/17.new")).doesNotExist();
      assertThat(directory.resolve("kafka/log.new")).doesNotExist();
    }
  }

  @Test
  void aPidFileWhoseNumberNowBelongsToAnotherProgramIsNoObstacle() throws Exception {
    try (EmbeddedServers servers = start(Set.of(Kind.POSTGRES, Kind.REDIS))) {
      assertThat(servers.joined()).isFalse();
    }
    String own = ProcessHandle.current().pid() + "\n";
    Files.writeString(directory.resolve("postgres/17/postmaster.pid"), own);
    Files.writeString(directory.resolve("redis/redis.pid"), own);
    try (EmbeddedServers servers = start(Set.of(Kind.POSTGRES, Kind.REDIS));
        Connection connection = Acknowledged.connect(servers.addresses())) {
      assertThat(connection.isValid(1)).isTrue();
    }
  }

  private Acknowledged writeAndKill(boolean guardToo) throws Exception {
    Acknowledged acknowledged = new Acknowledged();
    OwnerProcess owner = OwnerProcess.start(directory, VERSION);
    try (EmbeddedServers joined = start()) {
      Acknowledged.prepare(joined.addresses());
      CompletableFuture<Void> writing =
          CompletableFuture.runAsync(
              () -> {
                try {
                  acknowledged.write(joined.addresses(), Integer.MAX_VALUE, "k");
                } catch (Exception e) {
                  throw new IllegalStateException(e);
                }
              });
      await().atMost(Duration.ofSeconds(60)).until(() -> acknowledged.count() > 50);
      if (guardToo) {
        owner.killGuard();
      }
      owner.kill();
      assertThat(writing.handle((done, failure) -> failure).get(60, TimeUnit.SECONDS))
          .as("the servers went away while it wrote")
          .isNotNull();
    }
    return acknowledged;
  }

  private EmbeddedServers start() {
    return start(EnumSet.allOf(Kind.class));
  }

  private EmbeddedServers start(Set<Kind> kinds) {
    return start(directory, kinds);
  }

  private static EmbeddedServers start(Path directory, Set<Kind> kinds) {
    return EmbeddedServers.start(
        new EmbeddedServersConfiguration(directory, "127.0.0.1", 0, 0, 0), kinds, VERSION);
  }

  private static List<ProcessHandle> programsOf(Path directory) throws IOException {
    return ServerProcess.runningFrom(directory.toRealPath());
  }
}
