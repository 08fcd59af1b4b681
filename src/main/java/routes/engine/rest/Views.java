package routes.engine.rest;

import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import routes.engine.model.Json;

/** What all shapes of the interface share. */
final class Views {
  private Views() {}

  static Map<String, Object> metadata(UUID id, Instant createdAt, @Nullable Instant updatedAt) {
    return metadata(id.toString(), createdAt, updatedAt);
  }

  static Map<String, Object> metadata(String id, Instant createdAt, @Nullable Instant updatedAt) {
    Map<String, Object> view = new LinkedHashMap<>();
    view.put("id", id);
    view.put("createdAt", createdAt.toString());
    view.put("updatedAt", (updatedAt == null ? createdAt : updatedAt).toString());
    return view;
  }

  /** One page of a list. */
  static Map<String, Object> list(List<?> rows, long offset, long limit, long total) {
    long size = Math.max(1, limit);
    long page = offset / size + 1;
    long pages = (total + size - 1) / size;
    Map<String, Object> pagination = new LinkedHashMap<>();
    pagination.put("current_page", page);
    pagination.put("next_page", Math.min(page + 1, Math.max(1, pages)));
    pagination.put("num_pages", pages);
    Map<String, Object> view = new LinkedHashMap<>();
    view.put("pagination", pagination);
    view.put("rows", rows);
    return view;
  }

  /** The page that the query asks for, of a list that is known as a whole. */
  static Map<String, Object> page(List<?> all, Parameters query, long otherwise) {
    long limit = query.limit(otherwise);
    List<?> rows = all.stream().skip(query.offset()).limit(limit).toList();
    return list(rows, query.offset(), limit, all.size());
  }

  /** Whether an object has all of these entries. */
  static boolean hasAll(String metadata, Map<String, String> wanted) {
    if (wanted.isEmpty()) {
      return true;
    }
    var object = Json.object(metadata);
    return wanted.entrySet().stream()
        .allMatch(entry -> entry.getValue().equals(object.path(entry.getKey()).asText(null)));
  }
}
