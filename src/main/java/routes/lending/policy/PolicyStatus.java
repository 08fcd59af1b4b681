package routes.lending.policy;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonValue;
import java.util.Locale;

/** How far a policy version is in its life. */
public enum PolicyStatus {
  /** Being written; it judges nothing but simulations. */
  DRAFT,
  /** Judges every application beside the active one; its decisions are kept and never answered. */
  SHADOW,
  /** Its decisions count; a lender has at most one. */
  ACTIVE,
  /** Counted once and is kept for its decisions. */
  RETIRED;

  /** The name in JSON, such as {@code draft}. */
  @JsonValue
  public String id() {
    return name().toLowerCase(Locale.ROOT);
  }

  @JsonCreator
  public static PolicyStatus of(String id) {
    return valueOf(id.toUpperCase(Locale.ROOT));
  }

  /** Whether a version may go from this status to another: what counted once is never edited. */
  public boolean mayBecome(PolicyStatus next) {
    return switch (this) {
      case DRAFT -> next == SHADOW || next == ACTIVE || next == RETIRED;
      case SHADOW -> next == DRAFT || next == ACTIVE || next == RETIRED;
      case ACTIVE -> next == RETIRED;
      case RETIRED -> next == ACTIVE;
    };
  }
}
