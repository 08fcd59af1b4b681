package routes.api;

import org.apache.camel.Exchange;
import org.apache.camel.Message;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import routes.web.ProblemJson;

/** Turns what went wrong into the answer its sender can act on. */
public final class Problems {
  private static final Logger LOG = LoggerFactory.getLogger("routes.api");

  /** Sets the answer for the exception that the exchange caught. */
  public void answer(Exchange exchange) {
    Exception caught = exchange.getProperty(Exchange.EXCEPTION_CAUGHT, Exception.class);
    Refusals answer = Refusals.of(caught);
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
}
