package routes.lending.application;

import com.fasterxml.jackson.databind.JsonNode;
import java.math.BigDecimal;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** A checked loan application. Immutable and safe to share between threads. */
public final class LoanApplication {
  private final JsonNode snapshot;
  private final List<String> unknownFields;
  private final Facts facts;

  /** Takes a snapshot that the parser has checked and made canonical. */
  LoanApplication(JsonNode snapshot, List<String> unknownFields) {
    this.snapshot = snapshot;
    this.unknownFields = List.copyOf(unknownFields);
    this.facts = Facts.of(snapshot);
  }

  /** The sender's own name for it, unique if the sender keeps it so. */
  public @Nullable String referenceId() {
    JsonNode id = snapshot.path("reference_id");
    return id.isTextual() ? id.textValue() : null;
  }

  /** The amount asked for, in USD. */
  public BigDecimal loanAmount() {
    return snapshot.path("loan").path("amount").decimalValue();
  }

  /** The whole input in canonical form, unknown fields included; a copy that the caller owns. */
  public JsonNode snapshot() {
    return snapshot.deepCopy();
  }

  /** Fields that the application's shape does not know, as paths, sorted. */
  public List<String> unknownFields() {
    return unknownFields;
  }

  /** What it states, by field, worked out once. */
  public Facts facts() {
    return facts;
  }
}
