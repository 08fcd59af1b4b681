package routes.api;

import com.fasterxml.jackson.core.JsonProcessingException;
import java.util.List;
import org.jspecify.annotations.Nullable;
import routes.documents.UnreadableDocumentException;
import routes.hatchet.client.HatchetException;
import routes.lenders.PolicyConflictException;
import routes.lending.Problem;
import routes.lending.application.InvalidApplicationException;
import routes.lending.json.MalformedJsonException;
import routes.lending.policy.InvalidPolicyException;
import routes.tasks.TaskRefusedException;
import routes.web.ProblemJson.FieldError;

/**
 * What went wrong, as its sender is told.
 *
 * @param status as HTTP counts
 * @param detail one sentence; empty when only the log says more
 * @param errors what is wrong with which field
 */
public record Refusals(int status, String detail, List<FieldError> errors) {

  /** What an exception means to the sender; 500 is not the sender's matter. */
  public static Refusals of(@Nullable Throwable caught) {
    for (Throwable e = caught; e != null; e = e.getCause()) {
      if (e instanceof RefusedException refused) {
        return new Refusals(refused.status(), refused.getMessage(), fields(refused));
      } else if (e instanceof InvalidApplicationException invalid) {
        return new Refusals(400, invalid.sentences(), fields(invalid.problems()));
      } else if (e instanceof InvalidPolicyException invalid) {
        return new Refusals(400, invalid.getMessage(), fields(invalid.problems()));
      } else if (e instanceof UnreadableDocumentException || e instanceof JsonProcessingException) {
        return new Refusals(422, String.valueOf(e.getMessage()), List.of());
      } else if (e instanceof PolicyConflictException || e instanceof TaskRefusedException) {
        return new Refusals(409, String.valueOf(e.getMessage()), List.of());
      } else if (e instanceof HatchetException) {
        return new Refusals(503, String.valueOf(e.getMessage()), List.of());
      } else if (e instanceof MalformedJsonException malformed) {
        return new Refusals(400, String.valueOf(malformed.getMessage()), List.of());
      } else if (e instanceof IllegalArgumentException && e.getMessage() != null) {
        return new Refusals(400, e.getMessage(), List.of());
      }
    }
    return new Refusals(500, "", List.of());
  }

  private static List<FieldError> fields(RefusedException refused) {
    String field = refused.field();
    return field == null
        ? List.of()
        : List.of(new FieldError(field, null, String.valueOf(refused.getMessage())));
  }

  private static List<FieldError> fields(List<Problem> problems) {
    return problems.stream()
        .map(problem -> new FieldError(problem.path(), problem.value(), problem.message()))
        .toList();
  }
}
