package routes.engine.store;

import java.sql.SQLException;

/** The database could not be read. */
public final class StoreException extends RuntimeException {
  StoreException(SQLException cause) {
    super("the database could not be read: " + cause.getMessage(), cause);
  }
}
