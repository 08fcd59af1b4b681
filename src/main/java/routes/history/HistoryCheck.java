package routes.history;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import routes.lending.application.InvalidApplicationException;
import routes.lending.decision.CompiledPolicy;
import routes.lending.history.DecisionRecord;
import routes.lending.history.HashChain;
import routes.lending.history.HashChain.Break;
import routes.lending.history.HashChain.Entry;
import routes.lending.policy.PolicyJson;

/** One check of a stretch of the history, a page at a time. For one thread. */
public final class HistoryCheck {
  private static final int PAGE = 1000;
  private static final int REPLAY_PAGE = 100;
  private static final int POLICIES_KEPT = 500;

  private final ObjectMapper json = new ObjectMapper();
  private final Map<String, CompiledPolicy> policies =
      new LinkedHashMap<>(64, 0.75f, true) {
        private static final long serialVersionUID = 1L;

        @Override
        protected boolean removeEldestEntry(Map.Entry<String, CompiledPolicy> eldest) {
          return size() > POLICIES_KEPT;
        }
      };
  private final long after;
  private final long limit;
  private final boolean replay;

  private @Nullable Entry last;
  private long checked;
  private long replayed;
  private long otherEngine;
  private @Nullable Break found;
  private long rowsAsked;
  private boolean end;

  HistoryCheck(long after, long limit, boolean replay) {
    this.after = after;
    this.limit = limit;
    this.replay = replay;
  }

  /** Whether there is another page to check. */
  boolean goesOn() {
    return !end && found == null && checked < limit;
  }

  /** The next page, as parameters of the query: from, rows and replay. */
  Map<String, Object> page() {
    // The entry before the first to check is read for its hash.
    long from = last == null ? Math.max(1, after) : last.number() + 1;
    long before = last == null && after > 0 ? 1 : 0;
    rowsAsked = Math.min(replay ? REPLAY_PAGE : PAGE, limit - checked + before);
    return Map.of("from", from, "rows", rowsAsked, "replay", replay);
  }

  /** Checks a page of rows, as the query gave them. */
  void add(List<Map<String, Object>> rows) {
    end = rows.size() < rowsAsked;
    for (Map<String, Object> row : rows) {
      Entry entry = entry(row);
      if (last == null && after > 0) {
        last = entry.number() == after ? entry : null;
        if (last == null) {
          break;
        }
        continue;
      }
      found = HashChain.firstBreak(last, List.of(entry));
      if (found == null) {
        last = entry;
        checked++;
        String difference = replay ? difference(row) : null;
        if (difference != null) {
          found = new Break(entry.number(), "Entry %d: %s.".formatted(entry.number(), difference));
        }
      }
      if (found != null) {
        return;
      }
    }
    if (last == null && after > 0) {
      found = new Break(after, "Entry %d is not there.".formatted(after));
    }
  }

  private @Nullable String difference(Map<String, Object> row) {
    DecisionRecord record = DecisionRecord.read(String.valueOf(row.get("content")));
    if (!record.repeatable()) {
      otherEngine++;
      return null;
    }
    Object input = row.get("input");
    Object policy = row.get("policy");
    if (input == null || policy == null) {
      return (input == null ? "the application" : "policy version " + record.policyVersion())
          + " is no longer stored";
    }
    replayed++;
    CompiledPolicy compiled = policies.get(record.policyVersion());
    if (compiled == null) {
      compiled = compile(policy.toString());
      policies.put(record.policyVersion(), compiled);
    }
    try {
      return record.difference(compiled, input.toString());
    } catch (InvalidApplicationException e) {
      return "the application can no longer be read: " + e.getMessage();
    }
  }

  private CompiledPolicy compile(String policy) {
    try {
      return CompiledPolicy.compile(PolicyJson.read(json.readTree(policy)));
    } catch (JsonProcessingException e) {
      throw new IllegalStateException("A stored policy is not readable.", e);
    }
  }

  private static Entry entry(Map<String, Object> row) {
    return new Entry(
        ((Number) row.get("number")).longValue(),
        String.valueOf(row.get("previous")),
        String.valueOf(row.get("content")),
        String.valueOf(row.get("hash")));
  }

  /** What came of it: whether it is sound, up to where, and a sentence. */
  Map<String, Object> verdict() {
    Break wrong = found;
    Map<String, Object> verdict = new LinkedHashMap<>();
    verdict.put("sound", wrong == null);
    verdict.put("entries", checked);
    verdict.put("replayed", replayed);
    verdict.put("other_engine_version", otherEngine);
    verdict.put("last", last == null ? after : last.number());
    verdict.put("head", last == null ? HashChain.START : last.hash());
    verdict.put("broken_at", wrong == null ? null : wrong.number());
    verdict.put("complete", end);
    verdict.put("sentence", wrong == null ? soundSentence() : wrong.sentence());
    return verdict;
  }

  private String soundSentence() {
    Entry head = last;
    List<String> parts = new ArrayList<>();
    parts.add(
        "The history is sound: %d entries checked%s"
            .formatted(
                checked,
                head == null
                    ? ""
                    : ", the last is %d with %s".formatted(head.number(), head.hash())));
    if (replay) {
      parts.add("%d decisions executed again gave the same bytes".formatted(replayed));
    }
    if (otherEngine > 0) {
      parts.add("%d of another engine version were not executed".formatted(otherEngine));
    }
    return String.join("; ", parts) + ".";
  }
}
