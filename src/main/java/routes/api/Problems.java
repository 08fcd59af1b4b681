package routes.api;

import com.fasterxml.jackson.core.JsonProcessingException;
import java.util.List;
import org.apache.camel.Exchange;
import org.apache.camel.Message;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import routes.documents.UnreadableDocumentException;
import routes.hatchet.client.HatchetException;
import routes.lending.Problem;
import routes.lending.application.InvalidApplicationException;
import routes.lending.json.MalformedJsonException;
import routes.lending.policy.InvalidPolicyException;
import routes.web.ProblemJson;
import routes.web.ProblemJson.FieldError;

/** Turns what went wrong into the answer its sender can act on. */
public final class Problems {
  private static final Logger LOG = LoggerFactory.getLogger("routes.api");

  /** Sets the answer for the exception that the exchange caught. */
  public void answer(Exchange exchange) {
    Exception caught = exchange.getProperty(Exchange.EXCEPTION_CAUGHT, Exception.class);
    Answer answer = answerOf(caught);
    if (answer.status() >= 500) {
      LOG.error("Request {} failed", exchange.getExchangeId(), caught);
    }
    Message message = exchange.getMessage();
    message.removeHeaders("*");
    message.setHeader(Exchange.HTTP_RESPONSE_CODE, answer.status());
    message.setHeader(Exchange.CONTENT_TYPE, ProblemJson.MEDIA_TYPE);
    String detail =
        answer.status() == 500
            ? "The request failed; the log says why under %s.".formatted(exchange.getExchangeId())
            : answer.detail();
    message.setBody(ProblemJson.of(answer.status(), detail, answer.errors()));
  }

  private record Answer(int status, String detail, List<FieldError> errors) {}

  private static Answer answerOf(@Nullable Throwable caught) {
    for (Throwable e = caught; e != null; e = e.getCause()) {
      if (e instanceof RefusedException refused) {
        return new Answer(refused.status(), refused.getMessage(), fields(refused));
      } else if (e instanceof InvalidApplicationException invalid) {
        return new Answer(400, invalid.getMessage(), fields(invalid.problems()));
      } else if (e instanceof InvalidPolicyException invalid) {
        return new Answer(400, invalid.getMessage(), fields(invalid.problems()));
      } else if (e instanceof UnreadableDocumentException || e instanceof JsonProcessingException) {
        return new Answer(422, String.valueOf(e.getMessage()), List.of());
      } else if (e instanceof HatchetException) {
        return new Answer(503, String.valueOf(e.getMessage()), List.of());
      } else if (e instanceof MalformedJsonException malformed) {
        return new Answer(400, String.valueOf(malformed.getMessage()), List.of());
      } else if (e instanceof IllegalArgumentException && e.getMessage() != null) {
        return new Answer(400, e.getMessage(), List.of());
      }
    }
    return new Answer(500, "", List.of());
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
