package routes.hatchet.client;

/** Marks an exception that another attempt cannot help: the task fails for good. */
public interface NotRetryable {}
