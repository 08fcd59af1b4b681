package routes.engine.store;

/** Another engine has taken over this database. */
final class FencedException extends Exception {
  FencedException() {
    super("another engine was started on this database and has taken it over");
  }
}
