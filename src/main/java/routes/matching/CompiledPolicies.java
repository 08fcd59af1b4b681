package routes.matching;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import routes.lending.decision.CompiledPolicy;
import routes.lending.policy.InvalidPolicyException;

/**
 * Policy versions that were compiled in this process, the least used forgotten first. A version's
 * content never changes, so nothing here grows old. Thread-safe.
 */
final class CompiledPolicies {
  private static final int MOST = 20_000;

  private final Map<String, Entry> entries =
      Collections.synchronizedMap(
          new LinkedHashMap<>(256, 0.75f, true) {
            private static final long serialVersionUID = 1L;

            @Override
            protected boolean removeEldestEntry(Map.Entry<String, Entry> eldest) {
              return size() > MOST;
            }
          });

  /** A version, or why it cannot be used. */
  private record Entry(@Nullable CompiledPolicy policy, String failure) {}

  boolean contains(String version) {
    return entries.containsKey(version);
  }

  /** Keeps a version; one that cannot be compiled fails its own lender's match only. */
  void add(String version, Supplier<CompiledPolicy> compilation) {
    Entry entry;
    try {
      entry = new Entry(compilation.get(), "");
    } catch (InvalidPolicyException | IllegalStateException e) {
      entry = new Entry(null, String.valueOf(e.getMessage()));
    }
    entries.put(version, entry);
  }

  /**
   * A compiled version.
   *
   * @throws IllegalStateException with the reason why this version cannot be used
   */
  CompiledPolicy get(String version) {
    Entry entry = entries.get(version);
    if (entry == null) {
      throw new IllegalStateException("Policy version %s is not stored.".formatted(version));
    }
    CompiledPolicy policy = entry.policy();
    if (policy == null) {
      throw new IllegalStateException(entry.failure());
    }
    return policy;
  }
}
