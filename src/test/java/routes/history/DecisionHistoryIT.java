package routes.history;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.zaxxer.hikari.HikariDataSource;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import org.flywaydb.core.Flyway;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import routes.engine.TestDatabase;
import routes.lending.history.HashChain;
import routes.lending.history.HashChain.Entry;
import routes.lending.simulate.Challenger;

/** The history's own rules, which the database keeps whoever writes. */
class DecisionHistoryIT {
  private static final int WRITERS = 4;
  private static final int RUNS = 6;
  private static final int LENDERS = 3;

  private static HikariDataSource database;
  private static List<UUID> lenders;

  @BeforeAll
  static void migrate() throws SQLException {
    database = TestDatabase.create();
    Flyway.configure().dataSource(database).defaultSchema("public").load().migrate();
    lenders = new ArrayList<>();
    for (int i = 0; i < LENDERS; i++) {
      UUID lender = UUID.randomUUID();
      execute("insert into lender (id, name, status) values (?, ?, 'completed')", lender, "L" + i);
      lenders.add(lender);
    }
  }

  @AfterAll
  static void close() {
    database.close();
  }

  @Test
  void parallelWritersAndOneThatIsCutOffLeaveOneSoundChain() throws Exception {
    ExecutorService writers = Executors.newFixedThreadPool(WRITERS);
    List<Future<Void>> written = new ArrayList<>();
    for (int writer = 0; writer < WRITERS; writer++) {
      Callable<Void> work =
          () -> {
            for (int run = 0; run < RUNS; run++) {
              Run decided = decided();
              assertThat(append(decided)).isEqualTo(LENDERS);
              assertThat(append(decided)).as("a step that is tried again").isZero();
            }
            return null;
          };
      written.add(writers.submit(work));
    }
    try (Connection connection = database.getConnection()) {
      connection.setAutoCommit(false);
      Run lost = decided();
      append(connection, lost);
      // As when its process dies before the commit.
      connection.rollback();
    }
    for (Future<Void> each : written) {
      each.get(2, TimeUnit.MINUTES);
    }
    writers.shutdown();
    List<Entry> chain = chain();
    assertThat(chain).hasSizeGreaterThanOrEqualTo(WRITERS * RUNS * LENDERS);
    assertThat(HashChain.firstBreak(null, chain)).isNull();
  }

  @Test
  void nothingInItIsChangedOrRemoved() throws SQLException {
    append(decided());
    for (String sql :
        List.of(
            "update decision_history set content = content",
            "delete from decision_history",
            "truncate decision_history",
            "update decision_input set snapshot = '{}'")) {
      assertThatThrownBy(() -> execute(sql))
          .isInstanceOf(SQLException.class)
          .hasMessageContaining("is append-only");
    }
  }

  @Test
  void aChangeMadeAroundItsRulesShows() throws SQLException {
    append(decided());
    try (Connection connection = database.getConnection();
        Statement statement = connection.createStatement()) {
      connection.setAutoCommit(false);
      statement.execute("set session_replication_role = replica");
      statement.execute(
          "update decision_history set content = replace(content, 'ELIGIBLE', 'INELIGIBLE') where"
              + " number = 1");
      assertThat(HashChain.firstBreak(null, chain(connection)))
          .isEqualTo(new HashChain.Break(1, "Entry 1 was changed after it was written."));
      connection.rollback();
      statement.execute("set session_replication_role = default");
      connection.commit();
    }
  }

  @Test
  void theShareOfAChallengerIsTheSameInSqlAndJava() throws SQLException {
    String version = "ab".repeat(32);
    try (Connection connection = database.getConnection();
        PreparedStatement query = connection.prepareStatement("select challenger_takes(?, ?, ?)")) {
      int taken = 0;
      for (int i = 0; i < 400; i++) {
        String application = UUID.nameUUIDFromBytes(new byte[] {(byte) i, (byte) (i >> 8)}) + "";
        int share = i % 2 == 0 ? 2_500 : 7_500;
        query.setString(1, version);
        query.setString(2, application);
        query.setInt(3, share);
        try (ResultSet result = query.executeQuery()) {
          assertThat(result.next()).isTrue();
          assertThat(result.getBoolean(1)).isEqualTo(Challenger.takes(version, application, share));
          taken += result.getBoolean(1) ? 1 : 0;
        }
      }
      assertThat(taken).isBetween(140, 260);
    }
  }

  private record Run(UUID id, UUID application) {}

  /** A run whose lenders have all decided. */
  private static Run decided() throws SQLException {
    Run run = new Run(UUID.randomUUID(), UUID.randomUUID());
    execute(
        "insert into loan_application (id, amount, snapshot, status) values (?, 5000, '{\"loan\":"
            + " {\"amount\": 5000}}', 'processing')",
        run.application());
    for (UUID lender : lenders) {
      execute(
          """
          insert into loan_match (application_id, lender_id, policy_version, workflow_run_id, status, outcome, score,
            best_program, result) values (?, ?, 'v', ?, 'completed', 'ELIGIBLE', 100, 'A', '{"reasons":[],"programs":[]}')\
          """,
          run.application(),
          lender,
          run.id());
    }
    return run;
  }

  private static long append(Run run) throws SQLException {
    try (Connection connection = database.getConnection()) {
      return append(connection, run);
    }
  }

  private static long append(Connection connection, Run run) throws SQLException {
    try (PreparedStatement query =
        connection.prepareStatement("select history_append(?, ?, '1')")) {
      query.setObject(1, run.id());
      query.setObject(2, run.application());
      try (ResultSet result = query.executeQuery()) {
        result.next();
        return result.getLong(1);
      }
    }
  }

  private static void execute(String sql, Object... parameters) throws SQLException {
    try (Connection connection = database.getConnection();
        PreparedStatement statement = connection.prepareStatement(sql)) {
      for (int i = 0; i < parameters.length; i++) {
        statement.setObject(i + 1, parameters[i]);
      }
      statement.execute();
    }
  }

  private static List<Entry> chain() throws SQLException {
    try (Connection connection = database.getConnection()) {
      return chain(connection);
    }
  }

  private static List<Entry> chain(Connection connection) throws SQLException {
    List<Entry> chain = new ArrayList<>();
    try (Statement statement = connection.createStatement();
        ResultSet rows =
            statement.executeQuery(
                "select number, previous, content, hash from decision_history order by number")) {
      while (rows.next()) {
        chain.add(
            new Entry(
                rows.getLong("number"),
                rows.getString("previous"),
                rows.getString("content"),
                rows.getString("hash")));
      }
    }
    return chain;
  }
}
