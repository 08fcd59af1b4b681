package routes.api.once;

import java.util.List;
import javax.sql.DataSource;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.JdbcTemplate;

/** The answers by key, in PostgreSQL, for a day. Thread-safe, over processes too. */
final class AnswerStore {
  private static final Answer NONE = new Answer(0, null, null, null);

  private final JdbcTemplate sql;

  AnswerStore(DataSource database) {
    sql = new JdbcTemplate(database);
  }

  /**
   * What a request was answered.
   *
   * @param status the HTTP status; 0 while there is none
   */
  record Answer(
      int status, @Nullable String contentType, @Nullable String location, @Nullable String body) {}

  /** Whose the key is. */
  enum State {
    /** Ours: the request is to be done. */
    OURS,
    /** It was done. */
    DONE,
    /** It is being done elsewhere. */
    AT_WORK,
    /** It belongs to another request. */
    ANOTHER
  }

  /** Whose the key is, and what was answered if it was done. */
  record Claim(State state, Answer kept) {}

  /** Takes the key for a request, unless it was taken; a process that died holds it for minutes. */
  Claim claim(String key, String request) {
    sql.update(
        """
        delete from idempotency_key where claimed_at < now() - interval '1 day'
          or (key = ? and request_sha256 = ? and status is null and claimed_at < now() - interval '5 minutes')
        """,
        key,
        request);
    int taken =
        sql.update(
            "insert into idempotency_key (key, request_sha256) values (?, ?) on conflict (key) do"
                + " nothing",
            key,
            request);
    if (taken == 1) {
      return new Claim(State.OURS, NONE);
    }
    List<Claim> found =
        sql.query(
            "select request_sha256, status, content_type, location, body from idempotency_key where"
                + " key = ?",
            (row, number) -> {
              Answer kept =
                  new Answer(
                      row.getInt("status"),
                      row.getString("content_type"),
                      row.getString("location"),
                      row.getString("body"));
              if (!row.getString("request_sha256").equals(request)) {
                return new Claim(State.ANOTHER, NONE);
              }
              return new Claim(kept.status() == 0 ? State.AT_WORK : State.DONE, kept);
            },
            key);
    // Released in between: the sender may come again.
    return found.isEmpty() ? new Claim(State.AT_WORK, NONE) : found.get(0);
  }

  /** Keeps the answer of a request that was done. */
  void keep(String key, Answer answer) {
    sql.update(
        "update idempotency_key set status = ?, content_type = ?, location = ?, body = ? where key"
            + " = ?",
        answer.status(),
        answer.contentType(),
        answer.location(),
        answer.body(),
        key);
  }

  /** Frees the key of a request that did nothing. */
  void release(String key) {
    sql.update("delete from idempotency_key where key = ? and status is null", key);
  }
}
