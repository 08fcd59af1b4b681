package routes.openai;

import com.openai.models.embeddings.CreateEmbeddingResponse;
import com.openai.models.embeddings.Embedding;
import com.openai.models.embeddings.EmbeddingCreateParams;
import com.openai.models.embeddings.EmbeddingCreateParams.EncodingFormat;
import java.util.List;
import org.apache.camel.Exchange;
import org.apache.camel.Message;

/** Turns a text, or a list of them, into vectors. */
final class OpenAIEmbeddingsProducer extends Call {

  OpenAIEmbeddingsProducer(OpenAIEndpoint endpoint) {
    super(endpoint);
  }

  @Override
  public void process(Exchange exchange) {
    Message in = exchange.getMessage();
    EmbeddingCreateParams.Builder question =
        EmbeddingCreateParams.builder()
            .model(
                model(
                    in,
                    OpenAIConstants.EMBEDDING_MODEL,
                    options().getEmbeddingModel(),
                    "embeddingModel"))
            .encodingFormat(EncodingFormat.of(options().getEncodingFormat()));
    Integer dimensions =
        given(in, OpenAIConstants.EMBEDDING_DIMENSIONS, options().getDimensions(), Integer.class);
    if (dimensions != null) {
      question.dimensions(dimensions.longValue());
    }
    boolean many = in.getBody() instanceof List<?>;
    List<String> texts =
        in.getBody() instanceof List<?> list
            ? list.stream().map(String::valueOf).toList()
            : List.of(in.getBody() == null ? "" : in.getBody(String.class));
    if (texts.isEmpty() || texts.stream().anyMatch(String::isBlank)) {
      throw new IllegalArgumentException(
          "Nothing is to be embedded: give a text, or a list of texts, in the body.");
    }
    if (many) {
      question.inputOfArrayOfStrings(texts);
    } else {
      question.input(texts.get(0));
    }
    EmbeddingCreateParams params = question.build();
    CreateEmbeddingResponse answer =
        call(
            tokens(texts.stream().mapToLong(String::length).sum()),
            () -> getEndpoint().client().embeddings().create(params),
            response ->
                response
                    ._usage()
                    .asKnown()
                    .map(CreateEmbeddingResponse.Usage::totalTokens)
                    .orElse(0L));
    List<List<Float>> vectors = answer.data().stream().map(Embedding::embedding).toList();
    if (vectors.size() != texts.size()) {
      throw new OpenAIException(
          "%s gave %d embeddings for %d texts."
              .formatted(getEndpoint().getServiceUrl(), vectors.size(), texts.size()),
          true);
    }
    Object original = in.getBody();
    in.setBody(many ? vectors : vectors.get(0));
    in.setHeader(OpenAIConstants.ORIGINAL_TEXT, original);
    in.setHeader(OpenAIConstants.EMBEDDING_RESPONSE_MODEL, answer.model());
    in.setHeader(OpenAIConstants.EMBEDDING_COUNT, vectors.size());
    in.setHeader(OpenAIConstants.EMBEDDING_VECTOR_SIZE, vectors.get(0).size());
    answer
        ._usage()
        .asKnown()
        .ifPresent(
            usage -> {
              in.setHeader(OpenAIConstants.PROMPT_TOKENS, usage.promptTokens());
              in.setHeader(OpenAIConstants.TOTAL_TOKENS, usage.totalTokens());
            });
    if (options().isStoreFullResponse()) {
      exchange.setProperty(OpenAIConstants.EMBEDDINGS_RESPONSE, answer);
    }
  }
}
