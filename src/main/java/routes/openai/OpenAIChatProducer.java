package routes.openai;

import com.fasterxml.jackson.databind.JsonNode;
import com.openai.core.JsonValue;
import com.openai.models.ResponseFormatJsonSchema;
import com.openai.models.ResponseFormatJsonSchema.JsonSchema;
import com.openai.models.ResponseFormatJsonSchema.JsonSchema.Schema;
import com.openai.models.chat.completions.ChatCompletion;
import com.openai.models.chat.completions.ChatCompletionCreateParams;
import com.openai.models.completions.CompletionUsage;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import org.apache.camel.Exchange;
import org.apache.camel.Message;
import org.apache.camel.support.ResourceHelper;
import org.jspecify.annotations.Nullable;

/** Asks a model, and puts its words into the body. */
final class OpenAIChatProducer extends Call {

  private static final String RESOURCE = "resource:";
  private static final int USUAL_ANSWER = 1_000;

  private @Nullable JsonNode schema;

  OpenAIChatProducer(OpenAIEndpoint endpoint) {
    super(endpoint);
  }

  @Override
  protected void doInit() throws Exception {
    super.doInit();
    String given = options().getJsonSchema();
    schema = given == null || given.isBlank() ? null : OptionCheck.schema(text(given));
  }

  private String text(String given) throws IOException {
    if (!given.startsWith(RESOURCE)) {
      return given;
    }
    String name = given.substring(RESOURCE.length());
    try (InputStream stream =
        ResourceHelper.resolveMandatoryResourceAsInputStream(
            getEndpoint().getCamelContext(), name)) {
      return new String(stream.readAllBytes(), StandardCharsets.UTF_8);
    }
  }

  @Override
  public void process(Exchange exchange) {
    Message in = exchange.getMessage();
    ChatCompletionCreateParams.Builder question =
        ChatCompletionCreateParams.builder()
            .model(model(in, OpenAIConstants.MODEL, options().getModel(), "model"));
    String system =
        given(in, OpenAIConstants.SYSTEM_MESSAGE, options().getSystemMessage(), String.class);
    String developer =
        given(in, OpenAIConstants.DEVELOPER_MESSAGE, options().getDeveloperMessage(), String.class);
    String user = given(in, OpenAIConstants.USER_MESSAGE, options().getUserMessage(), String.class);
    user = user == null ? in.getBody(String.class) : user;
    if (user == null || user.isBlank()) {
      throw new IllegalArgumentException(
          "Nothing is asked: give the body, the header %s or the option userMessage."
              .formatted(OpenAIConstants.USER_MESSAGE));
    }
    long characters = user.length();
    if (system != null && !system.isBlank()) {
      question.addSystemMessage(system);
      characters += system.length();
    }
    if (developer != null && !developer.isBlank()) {
      question.addDeveloperMessage(developer);
      characters += developer.length();
    }
    question.addUserMessage(user);
    Integer most = settings(in, question);
    ChatCompletionCreateParams params = question.build();
    ChatCompletion answer =
        call(
            tokens(characters) + (most == null ? USUAL_ANSWER : most),
            () -> {
              ChatCompletion completion =
                  getEndpoint().client().chat().completions().create(params);
              // Reading it here makes an answer of another kind a fault of the call.
              completion.choices();
              return completion;
            },
            completion -> completion.usage().map(CompletionUsage::totalTokens).orElse(0L));
    answered(exchange, answer);
  }

  /** Sets what is given; gives the largest number of tokens, if there is one. */
  private @Nullable Integer settings(Message in, ChatCompletionCreateParams.Builder question) {
    Double temperature =
        given(in, OpenAIConstants.TEMPERATURE, options().getTemperature(), Double.class);
    if (temperature != null) {
      question.temperature(temperature);
    }
    Double topP = given(in, OpenAIConstants.TOP_P, options().getTopP(), Double.class);
    if (topP != null) {
      question.topP(topP);
    }
    Integer most = given(in, OpenAIConstants.MAX_TOKENS, options().getMaxTokens(), Integer.class);
    if (most != null) {
      question.maxCompletionTokens(most.longValue());
    }
    String header = in.getHeader(OpenAIConstants.JSON_SCHEMA, String.class);
    JsonNode wanted = header == null || header.isBlank() ? schema : OptionCheck.schema(header);
    if (wanted != null) {
      question.responseFormat(format(wanted));
    }
    return most;
  }

  private static ResponseFormatJsonSchema format(JsonNode schema) {
    Schema.Builder properties = Schema.builder();
    schema
        .properties()
        .forEach(
            property ->
                properties.putAdditionalProperty(
                    property.getKey(), JsonValue.fromJsonNode(property.getValue())));
    return ResponseFormatJsonSchema.builder()
        .jsonSchema(
            JsonSchema.builder()
                .name("camel_schema")
                .schema(properties.build())
                .strict(true)
                .build())
        .build();
  }

  private void answered(Exchange exchange, ChatCompletion answer) {
    if (answer.choices().isEmpty()) {
      throw new OpenAIException(
          "%s answered without any choice.".formatted(getEndpoint().getServiceUrl()), true);
    }
    ChatCompletion.Choice choice = answer.choices().get(0);
    Message message = exchange.getMessage();
    message.setBody(choice.message().content().orElse(""));
    message.setHeader(OpenAIConstants.RESPONSE_MODEL, answer.model());
    message.setHeader(OpenAIConstants.RESPONSE_ID, answer.id());
    message.setHeader(OpenAIConstants.FINISH_REASON, choice.finishReason().asString());
    answer
        .usage()
        .ifPresent(
            usage -> {
              message.setHeader(OpenAIConstants.PROMPT_TOKENS, usage.promptTokens());
              message.setHeader(OpenAIConstants.COMPLETION_TOKENS, usage.completionTokens());
              message.setHeader(OpenAIConstants.TOTAL_TOKENS, usage.totalTokens());
            });
    if (options().isStoreFullResponse()) {
      exchange.setProperty(OpenAIConstants.RESPONSE, answer);
    }
  }
}
