package routes.api.once;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import javax.sql.DataSource;
import org.apache.camel.Exchange;
import org.apache.camel.Message;
import org.apache.camel.NamedNode;
import org.apache.camel.Processor;
import org.apache.camel.Route;
import org.apache.camel.spi.Policy;
import org.jspecify.annotations.Nullable;
import routes.api.contract.ContractValidator;
import routes.api.once.AnswerStore.Answer;
import routes.api.once.AnswerStore.Claim;
import routes.web.ProblemJson;
import routes.web.ProblemJson.FieldError;

/**
 * Around the steps of a POST: with an Idempotency-Key they run once, and a repetition gets the
 * answer that the first request got. A request that was refused has done nothing, so its key is
 * free again.
 */
public final class OncePerKey implements Policy {
  /** The exchange variable with an id of the key's own; absent without a key. */
  public static final String ID = "idempotencyId";

  private static final String KEY = "Idempotency-Key";

  private final AnswerStore answers;

  /** Keeps the answers in the application's database. */
  public OncePerKey(DataSource database) {
    this.answers = new AnswerStore(database);
  }

  @Override
  public void beforeWrap(Route route, NamedNode definition) {
    // Nothing to prepare.
  }

  @Override
  public Processor wrap(Route route, Processor steps) {
    return exchange -> process(exchange, steps);
  }

  private void process(Exchange exchange, Processor steps) throws Exception {
    String key = key(exchange);
    if (key == null) {
      steps.process(exchange);
      return;
    }
    String request = request(exchange);
    Claim claim = answers.claim(key, request);
    switch (claim.state()) {
      case OURS -> run(exchange, steps, key, request);
      case DONE -> answer(exchange.getMessage(), claim.kept());
      case AT_WORK ->
          refuse(
              exchange.getMessage(),
              409,
              "The request with this Idempotency-Key is still at work: send it again in a moment.");
      case ANOTHER ->
          refuse(
              exchange.getMessage(),
              409,
              "This Idempotency-Key came with another request before: send a new key with a new"
                  + " request.");
    }
  }

  private void run(Exchange exchange, Processor steps, String key, String request)
      throws Exception {
    // A request that was cut off midway finds what it had begun.
    exchange.setVariable(
        ID, UUID.nameUUIDFromBytes((key + '\n' + request).getBytes(StandardCharsets.UTF_8)) + "");
    boolean kept = false;
    try {
      steps.process(exchange);
      Message message = exchange.getMessage();
      Integer status = message.getHeader(Exchange.HTTP_RESPONSE_CODE, Integer.class);
      if (exchange.getException() == null && status != null && status < 300) {
        answers.keep(
            key,
            new Answer(
                status,
                message.getHeader(Exchange.CONTENT_TYPE, String.class),
                message.getHeader("Location", String.class),
                message.getBody(String.class)));
        kept = true;
      }
    } finally {
      if (!kept) {
        answers.release(key);
      }
    }
  }

  private static @Nullable String key(Exchange exchange) {
    Map<?, ?> parameters = exchange.getProperty(ContractValidator.PARAMETERS, Map.class);
    Object key = parameters == null ? null : parameters.get(KEY);
    return key == null || key.toString().isEmpty() ? null : key.toString();
  }

  private static String request(Exchange exchange) throws IOException {
    String path = exchange.getProperty(ContractValidator.PATH, "", String.class);
    return RequestHash.of(exchange.getMessage(), path);
  }

  private static void answer(Message message, Answer kept) {
    message.removeHeaders("*");
    message.setHeader(Exchange.HTTP_RESPONSE_CODE, kept.status());
    message.setHeader(Exchange.CONTENT_TYPE, kept.contentType());
    message.setHeader("Location", kept.location());
    message.setHeader("Idempotency-Replayed", "true");
    message.setBody(kept.body());
  }

  private static void refuse(Message message, int status, String sentence) {
    message.removeHeaders("*");
    message.setHeader(Exchange.HTTP_RESPONSE_CODE, status);
    message.setHeader(Exchange.CONTENT_TYPE, ProblemJson.MEDIA_TYPE);
    message.setBody(ProblemJson.of(status, sentence, List.of(new FieldError(KEY, null, sentence))));
  }
}
