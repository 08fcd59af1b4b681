package routes.engine.store;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;

/**
 * Statements that go to the database together: the driver sends them in one message and waits once
 * for all, where one by one each would wait for the answer to the one before.
 */
final class Pipeline {
  /** Binds a statement's parameters. */
  @FunctionalInterface
  interface Binder {
    /** Returns the index of the first parameter of what comes next. */
    int bind(Connection connection, PreparedStatement statement, int index) throws SQLException;
  }

  private final List<String> statements = new ArrayList<>();
  private final List<Binder> binders = new ArrayList<>();

  void add(String sql, Binder binder) {
    statements.add(sql);
    binders.add(binder);
  }

  void add(String sql) {
    add(sql, (connection, statement, index) -> index);
  }

  /** Executes all in order, up to the first that fails. */
  void execute(Connection connection) throws SQLException {
    try (PreparedStatement all = connection.prepareStatement(String.join(";\n", statements))) {
      int index = 1;
      for (Binder binder : binders) {
        index = binder.bind(connection, all, index);
      }
      all.execute();
    }
  }
}
