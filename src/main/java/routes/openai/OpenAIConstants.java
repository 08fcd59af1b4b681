package routes.openai;

import org.apache.camel.spi.Metadata;

/** Headers and exchange properties, named as camel-openai names them. */
public final class OpenAIConstants {

  @Metadata(description = "User message; without it, the body.", javaType = "String")
  public static final String USER_MESSAGE = "CamelOpenAIUserMessage";

  @Metadata(description = "System message: what the model is to do.", javaType = "String")
  public static final String SYSTEM_MESSAGE = "CamelOpenAISystemMessage";

  @Metadata(description = "Developer message: further instructions.", javaType = "String")
  public static final String DEVELOPER_MESSAGE = "CamelOpenAIDeveloperMessage";

  @Metadata(description = "Model of chat completion.", javaType = "String")
  public static final String MODEL = "CamelOpenAIModel";

  @Metadata(description = "Randomness of the answer, 0 to 2.", javaType = "Double")
  public static final String TEMPERATURE = "CamelOpenAITemperature";

  @Metadata(description = "Nucleus sampling, 0 to 1.", javaType = "Double")
  public static final String TOP_P = "CamelOpenAITopP";

  @Metadata(description = "Largest number of tokens of the answer.", javaType = "Integer")
  public static final String MAX_TOKENS = "CamelOpenAIMaxTokens";

  @Metadata(description = "JSON schema that the answer must have.", javaType = "String")
  public static final String JSON_SCHEMA = "CamelOpenAIJsonSchema";

  @Metadata(description = "Model that answered.", javaType = "String")
  public static final String RESPONSE_MODEL = "CamelOpenAIResponseModel";

  @Metadata(description = "Id of the answer.", javaType = "String")
  public static final String RESPONSE_ID = "CamelOpenAIResponseId";

  @Metadata(
      description = "Why the answer ended: stop, length (cut off), content_filter.",
      javaType = "String")
  public static final String FINISH_REASON = "CamelOpenAIFinishReason";

  @Metadata(description = "Tokens of the question.", javaType = "Long")
  public static final String PROMPT_TOKENS = "CamelOpenAIPromptTokens";

  @Metadata(description = "Tokens of the answer.", javaType = "Long")
  public static final String COMPLETION_TOKENS = "CamelOpenAICompletionTokens";

  @Metadata(description = "Tokens of question and answer.", javaType = "Long")
  public static final String TOTAL_TOKENS = "CamelOpenAITotalTokens";

  @Metadata(description = "Model of embeddings.", javaType = "String")
  public static final String EMBEDDING_MODEL = "CamelOpenAIEmbeddingModel";

  @Metadata(description = "Dimensions of the embeddings.", javaType = "Integer")
  public static final String EMBEDDING_DIMENSIONS = "CamelOpenAIEmbeddingDimensions";

  @Metadata(description = "Model that made the embeddings.", javaType = "String")
  public static final String EMBEDDING_RESPONSE_MODEL = "CamelOpenAIEmbeddingResponseModel";

  @Metadata(description = "How many embeddings there are.", javaType = "Integer")
  public static final String EMBEDDING_COUNT = "CamelOpenAIEmbeddingCount";

  @Metadata(description = "Dimensions of each embedding.", javaType = "Integer")
  public static final String EMBEDDING_VECTOR_SIZE = "CamelOpenAIEmbeddingVectorSize";

  @Metadata(description = "What was embedded.", javaType = "String or List<String>")
  public static final String ORIGINAL_TEXT = "CamelOpenAIOriginalText";

  @Metadata(description = "Model of audio transcription.", javaType = "String")
  public static final String AUDIO_MODEL = "CamelOpenAIAudioModel";

  @Metadata(description = "Language of the audio, ISO 639-1.", javaType = "String")
  public static final String AUDIO_LANGUAGE = "CamelOpenAIAudioLanguage";

  @Metadata(
      description = "Form of the transcription: json, text, srt, verbose_json or vtt.",
      javaType = "String")
  public static final String AUDIO_RESPONSE_FORMAT = "CamelOpenAIAudioResponseFormat";

  @Metadata(description = "Randomness of the transcription, 0 to 1.", javaType = "Double")
  public static final String AUDIO_TEMPERATURE = "CamelOpenAIAudioTemperature";

  @Metadata(description = "Text that guides the transcription.", javaType = "String")
  public static final String AUDIO_PROMPT = "CamelOpenAIAudioPrompt";

  @Metadata(
      description = "Times to give: word, segment, or both by a comma; verbose_json only.",
      javaType = "String")
  public static final String AUDIO_TIMESTAMP_GRANULARITIES =
      "CamelOpenAIAudioTimestampGranularities";

  @Metadata(description = "Length of the audio in seconds; verbose_json only.", javaType = "Double")
  public static final String AUDIO_DURATION = "CamelOpenAIAudioDuration";

  @Metadata(description = "Language of the audio as heard; verbose_json only.", javaType = "String")
  public static final String AUDIO_DETECTED_LANGUAGE = "CamelOpenAIAudioDetectedLanguage";

  /** Exchange property with the SDK's whole answer, with {@code storeFullResponse}. */
  public static final String RESPONSE = "CamelOpenAIResponse";

  /** Exchange property with the SDK's whole answer, with {@code storeFullResponse}. */
  public static final String EMBEDDINGS_RESPONSE = "CamelOpenAIEmbeddingsResponse";

  /** Exchange property with the SDK's whole answer, with {@code storeFullResponse}. */
  public static final String AUDIO_TRANSCRIPTION_RESPONSE = "CamelOpenAIAudioTranscriptionResponse";

  private OpenAIConstants() {}
}
