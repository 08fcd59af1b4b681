package routes.openai;

import com.openai.errors.OpenAIInvalidDataException;
import com.openai.errors.OpenAIServiceException;
import java.util.Locale;
import java.util.function.Supplier;
import java.util.function.ToLongFunction;
import org.apache.camel.Message;
import org.apache.camel.support.DefaultProducer;
import org.jspecify.annotations.Nullable;

/** What the three operations have in common. */
abstract class Call extends DefaultProducer {

  private static final int LONGEST_REASON = 300;

  /** A word of English has about so many characters a token; enough to hold a budget by. */
  private static final int CHARACTERS_PER_TOKEN = 4;

  Call(OpenAIEndpoint endpoint) {
    super(endpoint);
  }

  @Override
  public OpenAIEndpoint getEndpoint() {
    return (OpenAIEndpoint) super.getEndpoint();
  }

  final OpenAIConfiguration options() {
    return getEndpoint().getConfiguration();
  }

  /** A header's value, else the option's. */
  static <T> @Nullable T given(Message message, String header, @Nullable T option, Class<T> type) {
    T value = message.getHeader(header, type);
    return value == null || value.toString().isBlank() ? option : value;
  }

  /** The model to ask. */
  static String model(Message message, String header, @Nullable String option, String name) {
    String model = given(message, header, option, String.class);
    if (model == null || model.isBlank()) {
      throw new IllegalArgumentException(
          "No model is named: set the option %s, or the header %s.".formatted(name, header));
    }
    return model;
  }

  static long tokens(long characters) {
    return characters / CHARACTERS_PER_TOKEN + 1;
  }

  /**
   * Calls the server within the day's budget.
   *
   * @param estimate tokens that the call may come to
   * @param usage the tokens that the answer says it has used, 0 if it does not say
   */
  final <T> T call(long estimate, Supplier<T> call, ToLongFunction<T> usage) {
    TokenBudget budget = getEndpoint().budget();
    budget.reserve(estimate);
    long spent = 0;
    try {
      T answer = call.get();
      long said = usage.applyAsLong(answer);
      spent = said > 0 ? said : estimate;
      return answer;
    } catch (OpenAIServiceException e) {
      throw refused(e);
    } catch (OpenAIInvalidDataException e) {
      spent = estimate;
      throw new OpenAIException(
          "%s answered what is no answer of this API: %s."
              .formatted(getEndpoint().getServiceUrl(), reason(e.getMessage())),
          true);
    } catch (com.openai.errors.OpenAIException e) {
      throw new OpenAIException(
          "%s cannot be reached: %s."
              .formatted(getEndpoint().getServiceUrl(), reason(innermost(e).getMessage())),
          true);
    } finally {
      budget.settle(estimate, spent);
    }
  }

  private OpenAIException refused(OpenAIServiceException e) {
    int status = e.statusCode();
    String what =
        switch (status) {
          case 401 -> "the API key is not valid: set OPENAI_API_KEY";
          case 403 -> "the API key may not do this";
          case 404 -> "it knows no such model or address: see LLM_MODEL and OPENAI_BASE_URL";
          case 429 -> "too many calls, or no credit left";
          default -> reason(e.getMessage());
        };
    return new OpenAIException(
        "%s answered %d: %s.".formatted(getEndpoint().getServiceUrl(), status, what),
        status == 408 || status == 409 || status == 429 || status >= 500);
  }

  private static Throwable innermost(Throwable fault) {
    Throwable cause = fault.getCause();
    return cause == null || cause.getMessage() == null || cause.getMessage().isBlank()
        ? fault
        : innermost(cause);
  }

  /** Somebody else's words, short, in one line, and without the key. */
  private String reason(@Nullable String message) {
    if (message == null || message.isBlank()) {
      return "it does not say why";
    }
    String line = message.replaceAll("\\s+", " ").strip();
    String key = getEndpoint().apiKey();
    if (key != null) {
      line = line.replace(key, "***");
    }
    line = line.length() > LONGEST_REASON ? line.substring(0, LONGEST_REASON) + "…" : line;
    return line.endsWith(".") ? line.substring(0, line.length() - 1) : line;
  }

  @Override
  public String toString() {
    return "openai:" + getEndpoint().getOperation().toLowerCase(Locale.ROOT);
  }
}
