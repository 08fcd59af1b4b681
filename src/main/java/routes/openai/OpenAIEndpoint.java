package routes.openai;

import com.openai.client.OpenAIClient;
import com.openai.client.OpenAIClientImpl;
import com.openai.core.ClientOptions;
import com.openai.core.LogLevel;
import java.time.Duration;
import java.util.Objects;
import org.apache.camel.Category;
import org.apache.camel.Consumer;
import org.apache.camel.Processor;
import org.apache.camel.Producer;
import org.apache.camel.spi.EndpointServiceLocation;
import org.apache.camel.spi.Metadata;
import org.apache.camel.spi.UriEndpoint;
import org.apache.camel.spi.UriParam;
import org.apache.camel.spi.UriPath;
import org.apache.camel.support.DefaultEndpoint;
import org.jspecify.annotations.Nullable;

/** Chat completion, embeddings and audio transcription of OpenAI and compatible servers. */
@UriEndpoint(
    firstVersion = "0.1.0",
    scheme = "openai",
    title = "OpenAI",
    syntax = "openai:operation",
    producerOnly = true,
    category = {Category.AI},
    headersClass = OpenAIConstants.class)
public class OpenAIEndpoint extends DefaultEndpoint implements EndpointServiceLocation {

  private static final String OFFICIAL = "https://api.openai.com/v1";
  private static final Duration LONGEST = Duration.ofMinutes(10);

  @UriPath(enums = "chat-completion,embeddings,audio-transcription")
  @Metadata(required = true, description = "What the endpoint does.")
  private String operation;

  @UriParam private OpenAIConfiguration configuration;

  private final OpenAIOperation kind;
  private @Nullable OpenAIClient client;

  OpenAIEndpoint(
      String uri,
      OpenAIComponent component,
      OpenAIOperation kind,
      OpenAIConfiguration configuration) {
    super(uri, component);
    this.kind = kind;
    this.operation = kind.text();
    this.configuration = configuration;
  }

  @Override
  public Producer createProducer() {
    return switch (kind) {
      case CHAT_COMPLETION -> new OpenAIChatProducer(this);
      case EMBEDDINGS -> new OpenAIEmbeddingsProducer(this);
      case AUDIO_TRANSCRIPTION -> new OpenAITranscriptionProducer(this);
    };
  }

  @Override
  public Consumer createConsumer(Processor processor) {
    throw new UnsupportedOperationException(
        "openai:" + operation + " cannot begin a route: send to it.");
  }

  /** The SDK's client, made at the first call: it loads much, and most processes never call. */
  synchronized OpenAIClient client() {
    OpenAIClient now = client;
    if (now == null) {
      now = newClient();
      client = now;
    }
    return now;
  }

  private OpenAIClient newClient() {
    long given = configuration.getRequestTimeout();
    Duration timeout = given <= 0 ? LONGEST : Duration.ofMillis(given);
    OpenAIComponent component = getComponent();
    return new OpenAIClientImpl(
        ClientOptions.builder()
            .httpClient(
                new Transport(timeout, component.getMaxResponseBytes(), component.isPrivateHosts()))
            .baseUrl(getServiceUrl())
            // A server of one's own may want none, the SDK always does.
            .apiKey(Objects.requireNonNullElse(apiKey(), "none"))
            .timeout(timeout)
            .maxRetries(configuration.getMaxRetries())
            .logLevel(LogLevel.OFF)
            .build());
  }

  /** The API key, if there is one. */
  @Nullable String apiKey() {
    String given = configuration.getApiKey();
    String key = given == null || given.isBlank() ? System.getenv("OPENAI_API_KEY") : given;
    return key == null || key.isBlank() ? null : key;
  }

  TokenBudget budget() {
    return getComponent().budget();
  }

  @Override
  protected void doStop() throws Exception {
    synchronized (this) {
      client = null;
    }
    super.doStop();
  }

  @Override
  public OpenAIComponent getComponent() {
    return (OpenAIComponent) super.getComponent();
  }

  public String getOperation() {
    return operation;
  }

  public void setOperation(String operation) {
    this.operation = operation;
  }

  public OpenAIConfiguration getConfiguration() {
    return configuration;
  }

  public void setConfiguration(OpenAIConfiguration configuration) {
    this.configuration = configuration;
  }

  @Override
  public String getServiceUrl() {
    String given = configuration.getBaseUrl();
    return given == null || given.isBlank() ? OFFICIAL : given;
  }

  @Override
  public String getServiceProtocol() {
    return "http";
  }
}
