package routes.engine.store;

import java.util.List;
import org.jspecify.annotations.Nullable;

/** A rare change as plain SQL with its bind values. Has the same effect when it is done twice. */
public record RowChange(String sql, List<@Nullable Object> values) {}
