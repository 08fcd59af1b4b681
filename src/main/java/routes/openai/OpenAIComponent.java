package routes.openai;

import java.time.Clock;
import java.util.Map;
import java.util.Set;
import org.apache.camel.CamelContext;
import org.apache.camel.Endpoint;
import org.apache.camel.api.management.ManagedAttribute;
import org.apache.camel.api.management.ManagedResource;
import org.apache.camel.spi.Metadata;
import org.apache.camel.spi.annotations.Component;
import org.apache.camel.support.DefaultComponent;
import org.jspecify.annotations.Nullable;

/** Model servers as endpoints. */
@Component("openai")
@ManagedResource(description = "Managed OpenAI component")
public class OpenAIComponent extends DefaultComponent {

  @Metadata(
      label = "security",
      secret = true,
      description = "API key of all endpoints. Default: OPENAI_API_KEY.")
  private @Nullable String apiKey;

  @Metadata(
      defaultValue = "https://api.openai.com/v1",
      description = "Address of the server of all endpoints.")
  private @Nullable String baseUrl;

  @Metadata(description = "Model of chat completion of all endpoints.")
  private @Nullable String model;

  @Metadata(description = "Model of embeddings of all endpoints.")
  private @Nullable String embeddingModel;

  @Metadata(description = "Model of audio transcription of all endpoints.")
  private @Nullable String audioModel;

  @Metadata(
      label = "security",
      description =
          "Whether names of servers may stand for addresses of a private network. localhost,"
              + " 127.0.0.1 and [::1] always may; link-local addresses never.")
  private boolean privateHosts;

  @Metadata(
      label = "advanced",
      defaultValue = "0",
      description = "Tokens that this process may use in a day, UTC; 0 for no bound.")
  private long tokensPerDay;

  @Metadata(
      label = "advanced",
      defaultValue = "8388608",
      description = "Largest answer that is taken, in bytes.")
  private int maxResponseBytes = 8 << 20;

  private TokenBudget budget = new TokenBudget(0, Clock.systemUTC());

  public OpenAIComponent() {}

  public OpenAIComponent(CamelContext context) {
    super(context);
  }

  @Override
  protected void doInit() throws Exception {
    super.doInit();
    if (tokensPerDay < 0 || maxResponseBytes < 1) {
      throw new IllegalArgumentException(
          "camel.component.openai: tokensPerDay is %d and maxResponseBytes %d: write 0 or more tokens, and at least one byte."
              .formatted(tokensPerDay, maxResponseBytes));
    }
    budget = new TokenBudget(tokensPerDay, Clock.systemUTC());
  }

  @Override
  protected Endpoint createEndpoint(String uri, String remaining, Map<String, Object> parameters)
      throws Exception {
    OpenAIConfiguration configuration = new OpenAIConfiguration();
    configuration.setApiKey(apiKey);
    configuration.setBaseUrl(baseUrl);
    configuration.setModel(model);
    configuration.setEmbeddingModel(embeddingModel);
    configuration.setAudioModel(audioModel);
    OpenAIEndpoint endpoint =
        new OpenAIEndpoint(uri, this, OpenAIOperation.of(remaining), configuration);
    Set<String> given = Set.copyOf(parameters.keySet());
    setProperties(endpoint, parameters);
    OptionCheck.check(endpoint, given, parameters.keySet());
    return endpoint;
  }

  TokenBudget budget() {
    return budget;
  }

  @ManagedAttribute(description = "Tokens that this process has used today, UTC")
  public long getTokensUsedToday() {
    return budget.used();
  }

  public @Nullable String getApiKey() {
    return apiKey;
  }

  public void setApiKey(@Nullable String apiKey) {
    this.apiKey = apiKey;
  }

  public @Nullable String getBaseUrl() {
    return baseUrl;
  }

  public void setBaseUrl(@Nullable String baseUrl) {
    this.baseUrl = baseUrl;
  }

  public @Nullable String getModel() {
    return model;
  }

  public void setModel(@Nullable String model) {
    this.model = model;
  }

  public @Nullable String getEmbeddingModel() {
    return embeddingModel;
  }

  public void setEmbeddingModel(@Nullable String embeddingModel) {
    this.embeddingModel = embeddingModel;
  }

  public @Nullable String getAudioModel() {
    return audioModel;
  }

  public void setAudioModel(@Nullable String audioModel) {
    this.audioModel = audioModel;
  }

  public boolean isPrivateHosts() {
    return privateHosts;
  }

  public void setPrivateHosts(boolean privateHosts) {
    this.privateHosts = privateHosts;
  }

  public long getTokensPerDay() {
    return tokensPerDay;
  }

  public void setTokensPerDay(long tokensPerDay) {
    this.tokensPerDay = tokensPerDay;
  }

  public int getMaxResponseBytes() {
    return maxResponseBytes;
  }

  public void setMaxResponseBytes(int maxResponseBytes) {
    this.maxResponseBytes = maxResponseBytes;
  }
}
