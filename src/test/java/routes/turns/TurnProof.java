package routes.turns;

import static org.assertj.core.api.Assertions.assertThat;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import javax.sql.DataSource;

/** What the database shows of turns that ran at once. */
public final class TurnProof {
  private TurnProof() {}

  /** Every message is answered, once, and no two turns of a session overlap. */
  public static void check(DataSource database, String customers, int messages)
      throws SQLException {
    try (Connection connection = database.getConnection()) {
      assertThat(count(connection, customers, "m.role = 'customer'")).isEqualTo(messages);
      assertThat(count(connection, customers, "m.role = 'customer' and m.state <> 'answered'"))
          .as("lost messages")
          .isZero();
      assertThat(
              count(
                  connection,
                  customers,
                  "m.role = 'customer' and (select count(*) from turn_message a where a.turn_id = m.turn_id and a.role = 'agent') <> 1"))
          .as("messages without exactly one answer")
          .isZero();
      assertThat(
              count(
                  connection,
                  customers,
                  "m.role = 'agent' and not exists (select 1 from turn t where t.id = m.turn_id and t.status = 'committed')"))
          .as("answers of turns that were not committed")
          .isZero();
      assertThat(overlaps(connection, customers)).as("turns that overlap").isZero();
    }
  }

  private static int count(Connection connection, String customers, String condition)
      throws SQLException {
    return number(
        connection,
        "select count(*) from turn_message m join turn_session s on s.id = m.session_id where s.interlocutor_id like ? and "
            + condition,
        customers);
  }

  /** A turn with a higher token begins when all those with a lower one have ended. */
  private static int overlaps(Connection connection, String customers) throws SQLException {
    return number(
        connection,
        "select count(*) from turn a join turn b on b.session_id = a.session_id and b.fence > a.fence join turn_session s on s.id = a.session_id where s.interlocutor_id like ? and (a.ended_at is null or a.ended_at > b.opened_at)",
        customers);
  }

  private static int number(Connection connection, String sql, String customers)
      throws SQLException {
    try (PreparedStatement statement = connection.prepareStatement(sql)) {
      statement.setString(1, customers);
      try (ResultSet result = statement.executeQuery()) {
        result.next();
        return result.getInt(1);
      }
    }
  }
}
