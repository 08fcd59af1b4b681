package routes.lending.policy;

import com.fasterxml.jackson.annotation.JsonInclude;
import java.time.LocalDate;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A lender's credit policy.
 *
 * @param lender the lender's name
 * @param effectiveFrom first day it holds
 * @param effectiveTo last day it holds; absent means until replaced
 * @param source the document it was read from; absent when it was given as data
 * @param allPrograms what holds for every program
 * @param programs the programs, in the document's order
 * @param examples applications with what the policy must say to them
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
public record Policy(
    String lender,
    @Nullable LocalDate effectiveFrom,
    @Nullable LocalDate effectiveTo,
    @Nullable Source source,
    AllPrograms allPrograms,
    List<Program> programs,
    @JsonInclude(JsonInclude.Include.NON_EMPTY) List<Example> examples) {

  public Policy {
    allPrograms = allPrograms == null ? new AllPrograms(List.of()) : allPrograms;
    programs = programs == null ? List.of() : List.copyOf(programs);
    examples = examples == null ? List.of() : List.copyOf(examples);
  }

  /** A policy without examples. */
  public Policy(
      String lender,
      @Nullable LocalDate effectiveFrom,
      @Nullable LocalDate effectiveTo,
      @Nullable Source source,
      AllPrograms allPrograms,
      List<Program> programs) {
    this(lender, effectiveFrom, effectiveTo, source, allPrograms, programs, List.of());
  }

  /** Whether it holds on a day. */
  public boolean holdsOn(LocalDate day) {
    return (effectiveFrom == null || !day.isBefore(effectiveFrom))
        && (effectiveTo == null || !day.isAfter(effectiveTo));
  }

  /** The criteria that every program shares. */
  public record AllPrograms(List<Criterion> criteria) {
    public AllPrograms {
      criteria = criteria == null ? List.of() : List.copyOf(criteria);
    }
  }

  /**
   * Where a policy was read.
   *
   * @param documentId the stored document's id
   * @param fileName its name when it was uploaded
   * @param sha256 its content's SHA-256 in lower-case hex
   */
  public record Source(String documentId, String fileName, String sha256) {}
}
