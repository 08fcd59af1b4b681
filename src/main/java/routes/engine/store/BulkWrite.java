package routes.engine.store;

import java.sql.Array;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** One statement that writes many rows: every parameter is the array of a column. */
final class BulkWrite<T> {
  private record Column<T>(String type, Function<T, @Nullable Object> value) {}

  private final String sql;
  private final List<Column<T>> columns = new ArrayList<>();

  BulkWrite(String sql) {
    this.sql = sql;
  }

  BulkWrite<T> column(String type, Function<T, @Nullable Object> value) {
    columns.add(new Column<>(type, value));
    return this;
  }

  /** Adds the statement, where there are rows. */
  void addTo(Pipeline pipeline, Collection<T> rows) {
    if (!rows.isEmpty()) {
      pipeline.add(sql, (connection, statement, index) -> bind(connection, statement, index, rows));
    }
  }

  private int bind(
      Connection connection, PreparedStatement statement, int index, Collection<T> rows)
      throws SQLException {
    int next = index;
    for (Column<T> column : columns) {
      @Nullable Object[] values = new Object[rows.size()];
      int row = 0;
      for (T value : rows) {
        values[row++] = cleaned(column.value().apply(value));
      }
      Array array = connection.createArrayOf(column.type(), values);
      statement.setArray(next++, array);
    }
    return next;
  }

  /** PostgreSQL keeps no null characters in texts. */
  static @Nullable Object cleaned(@Nullable Object value) {
    return value instanceof String text && text.indexOf('\0') >= 0
        ? text.replace('\0', '\ufffd')
        : value;
  }
}
