package routes.openai;

import org.apache.camel.RuntimeCamelException;
import org.apache.camel.spi.Metadata;
import org.apache.camel.spi.UriParam;
import org.apache.camel.spi.UriParams;
import org.jspecify.annotations.Nullable;

/** Options of {@code openai:} endpoints, those of camel-openai that are used here. */
@UriParams
public class OpenAIConfiguration implements Cloneable {

  @UriParam(label = "security")
  @Metadata(
      secret = true,
      description =
          "API key. Default: the component's, else OPENAI_API_KEY. Servers of "
              + "your own may need none.")
  private @Nullable String apiKey;

  @UriParam
  @Metadata(
      description =
          "Address of the server, such as http://localhost:11434/v1. Default: the "
              + "component's, else OpenAI's.")
  private @Nullable String baseUrl;

  @UriParam
  @Metadata(description = "Model of chat completion. Default: the component's.")
  private @Nullable String model;

  @UriParam
  @Metadata(description = "Randomness of the answer, 0 to 2.")
  private @Nullable Double temperature;

  @UriParam
  @Metadata(description = "Nucleus sampling, 0 to 1.")
  private @Nullable Double topP;

  @UriParam
  @Metadata(description = "Largest number of tokens of the answer.")
  private @Nullable Integer maxTokens;

  @UriParam
  @Metadata(description = "User message; without it and its header, the body is.")
  private @Nullable String userMessage;

  @UriParam
  @Metadata(description = "System message: what the model is to do.")
  private @Nullable String systemMessage;

  @UriParam
  @Metadata(description = "Developer message: further instructions.")
  private @Nullable String developerMessage;

  @UriParam
  @Metadata(
      description =
          "JSON schema that the answer must have: the schema itself, or "
              + "resource:classpath:name.")
  private @Nullable String jsonSchema;

  @UriParam
  @Metadata(description = "Model of embeddings. Default: the component's.")
  private @Nullable String embeddingModel;

  @UriParam
  @Metadata(description = "Dimensions of the embeddings, for models that can choose.")
  private @Nullable Integer dimensions;

  @UriParam(defaultValue = "base64")
  @Metadata(
      enums = "float,base64",
      description = "How embeddings travel: float, or base64, which is shorter.")
  private String encodingFormat = "base64";

  @UriParam
  @Metadata(description = "Model of audio transcription. Default: the component's.")
  private @Nullable String audioModel;

  @UriParam
  @Metadata(description = "Language of the audio, ISO 639-1, such as en.")
  private @Nullable String audioLanguage;

  @UriParam
  @Metadata(description = "Text that guides the transcription, such as names.")
  private @Nullable String audioPrompt;

  @UriParam(defaultValue = "json")
  @Metadata(enums = "json,text,srt,verbose_json,vtt", description = "Form of the transcription.")
  private String audioResponseFormat = "json";

  @UriParam
  @Metadata(description = "Randomness of the transcription, 0 to 1.")
  private @Nullable Double audioTemperature;

  @UriParam
  @Metadata(
      description =
          "Times to give: word, segment, or both by a comma; with verbose_json " + "only.")
  private @Nullable String audioTimestampGranularities;

  @UriParam(defaultValue = "0")
  @Metadata(description = "Longest time of one try in milliseconds; 0 for the SDK's ten minutes.")
  private long requestTimeout;

  @UriParam(defaultValue = "2")
  @Metadata(
      description =
          "How often a failed call is tried again: after a fault of the network, "
              + "408, 409, 429 or 5xx, after the time that the server names, else after "
              + "half a second, doubled each time, with jitter.")
  private int maxRetries = 2;

  @UriParam(defaultValue = "false")
  @Metadata(
      description =
          "Whether the SDK's whole answer is kept in an exchange property: "
              + "CamelOpenAIResponse, CamelOpenAIEmbeddingsResponse or "
              + "CamelOpenAIAudioTranscriptionResponse, which has the times of words.")
  private boolean storeFullResponse;

  /** A copy, which an endpoint changes for itself. */
  public OpenAIConfiguration copy() {
    try {
      return (OpenAIConfiguration) super.clone();
    } catch (CloneNotSupportedException e) {
      throw new RuntimeCamelException(e);
    }
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

  public @Nullable Double getTemperature() {
    return temperature;
  }

  public void setTemperature(@Nullable Double temperature) {
    this.temperature = temperature;
  }

  public @Nullable Double getTopP() {
    return topP;
  }

  public void setTopP(@Nullable Double topP) {
    this.topP = topP;
  }

  public @Nullable Integer getMaxTokens() {
    return maxTokens;
  }

  public void setMaxTokens(@Nullable Integer maxTokens) {
    this.maxTokens = maxTokens;
  }

  public @Nullable String getUserMessage() {
    return userMessage;
  }

  public void setUserMessage(@Nullable String userMessage) {
    this.userMessage = userMessage;
  }

  public @Nullable String getSystemMessage() {
    return systemMessage;
  }

  public void setSystemMessage(@Nullable String systemMessage) {
    this.systemMessage = systemMessage;
  }

  public @Nullable String getDeveloperMessage() {
    return developerMessage;
  }

  public void setDeveloperMessage(@Nullable String developerMessage) {
    this.developerMessage = developerMessage;
  }

  public @Nullable String getJsonSchema() {
    return jsonSchema;
  }

  public void setJsonSchema(@Nullable String jsonSchema) {
    this.jsonSchema = jsonSchema;
  }

  public @Nullable String getEmbeddingModel() {
    return embeddingModel;
  }

  public void setEmbeddingModel(@Nullable String embeddingModel) {
    this.embeddingModel = embeddingModel;
  }

  public @Nullable Integer getDimensions() {
    return dimensions;
  }

  public void setDimensions(@Nullable Integer dimensions) {
    this.dimensions = dimensions;
  }

  public String getEncodingFormat() {
    return encodingFormat;
  }

  public void setEncodingFormat(String encodingFormat) {
    this.encodingFormat = encodingFormat;
  }

  public @Nullable String getAudioModel() {
    return audioModel;
  }

  public void setAudioModel(@Nullable String audioModel) {
    this.audioModel = audioModel;
  }

  public @Nullable String getAudioLanguage() {
    return audioLanguage;
  }

  public void setAudioLanguage(@Nullable String audioLanguage) {
    this.audioLanguage = audioLanguage;
  }

  public @Nullable String getAudioPrompt() {
    return audioPrompt;
  }

  public void setAudioPrompt(@Nullable String audioPrompt) {
    this.audioPrompt = audioPrompt;
  }

  public String getAudioResponseFormat() {
    return audioResponseFormat;
  }

  public void setAudioResponseFormat(String audioResponseFormat) {
    this.audioResponseFormat = audioResponseFormat;
  }

  public @Nullable Double getAudioTemperature() {
    return audioTemperature;
  }

  public void setAudioTemperature(@Nullable Double audioTemperature) {
    this.audioTemperature = audioTemperature;
  }

  public @Nullable String getAudioTimestampGranularities() {
    return audioTimestampGranularities;
  }

  public void setAudioTimestampGranularities(@Nullable String audioTimestampGranularities) {
    this.audioTimestampGranularities = audioTimestampGranularities;
  }

  public long getRequestTimeout() {
    return requestTimeout;
  }

  public void setRequestTimeout(long requestTimeout) {
    this.requestTimeout = requestTimeout;
  }

  public int getMaxRetries() {
    return maxRetries;
  }

  public void setMaxRetries(int maxRetries) {
    this.maxRetries = maxRetries;
  }

  public boolean isStoreFullResponse() {
    return storeFullResponse;
  }

  public void setStoreFullResponse(boolean storeFullResponse) {
    this.storeFullResponse = storeFullResponse;
  }
}
