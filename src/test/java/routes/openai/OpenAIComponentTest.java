package routes.openai;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import com.openai.models.audio.transcriptions.TranscriptionCreateResponse;
import com.openai.models.audio.transcriptions.TranscriptionWord;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.apache.camel.CamelContext;
import org.apache.camel.Exchange;
import org.apache.camel.ResolveEndpointFailedException;
import org.apache.camel.impl.DefaultCamelContext;
import org.apache.camel.support.DefaultExchange;
import org.assertj.core.api.InstanceOfAssertFactories;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Calls of the three operations, and what goes wrong in them. */
class OpenAIComponentTest {

  private static final String KEY = "sk-test-0123456789abcdef";

  private final FakeOpenAI server = new FakeOpenAI();
  private final CamelContext camel = new DefaultCamelContext();
  private final OpenAIComponent component = new OpenAIComponent(camel);

  @BeforeEach
  void start() {
    component.setBaseUrl(server.url());
    component.setApiKey(KEY);
    component.setModel("chat-model");
    component.setEmbeddingModel("embedding-model");
    component.setAudioModel("audio-model");
    camel.addComponent("openai", component);
    camel.start();
  }

  @AfterEach
  void stop() {
    camel.stop();
    server.close();
  }

  private Exchange send(String uri, Object body, Map<String, Object> headers) {
    Exchange exchange = new DefaultExchange(camel);
    exchange.getMessage().setBody(body);
    exchange.getMessage().setHeaders(new HashMap<>(headers));
    try (var template = camel.createProducerTemplate()) {
      return template.send(uri, exchange);
    } catch (IOException e) {
      throw new IllegalStateException(e);
    }
  }

  private Exchange send(String uri, Object body) {
    return send(uri, body, Map.of());
  }

  private static OpenAIException failure(Exchange exchange) {
    assertThat(exchange.getException()).isInstanceOf(OpenAIException.class);
    return exchange.getException(OpenAIException.class);
  }

  @Test
  void theBodyIsAskedAndTheAnswerIsTheBody() {
    server.says("Forty-two.");

    Exchange answer =
        send("openai:chat-completion?systemMessage=Be brief&temperature=0&maxTokens=50", "Why?");

    assertThat(answer.getException()).isNull();
    assertThat(answer.getMessage().getBody()).isEqualTo("Forty-two.");
    assertThat(answer.getMessage().getHeaders())
        .containsEntry(OpenAIConstants.RESPONSE_MODEL, "fake-1")
        .containsEntry(OpenAIConstants.RESPONSE_ID, "chatcmpl-1")
        .containsEntry(OpenAIConstants.FINISH_REASON, "stop")
        .containsEntry(OpenAIConstants.TOTAL_TOKENS, 18L);
    JsonNode asked = server.asked().get(0).json();
    assertThat(asked.path("model").asText()).isEqualTo("chat-model");
    assertThat(asked.path("temperature").asDouble()).isZero();
    assertThat(asked.path("max_completion_tokens").asInt()).isEqualTo(50);
    assertThat(asked.at("/messages/0/role").asText()).isEqualTo("system");
    assertThat(asked.at("/messages/0/content").asText()).isEqualTo("Be brief");
    assertThat(asked.at("/messages/1/content").asText()).isEqualTo("Why?");
    assertThat(server.asked().get(0).header("Authorization")).isEqualTo("Bearer " + KEY);
  }

  @Test
  void headersStandOverOptions() {
    send(
        "openai:chat-completion?model=a&systemMessage=b",
        "body",
        Map.of(
            OpenAIConstants.MODEL, "x",
            OpenAIConstants.SYSTEM_MESSAGE, "y",
            OpenAIConstants.USER_MESSAGE, "z",
            OpenAIConstants.TEMPERATURE, 0.5));

    JsonNode asked = server.asked().get(0).json();
    assertThat(asked.path("model").asText()).isEqualTo("x");
    assertThat(asked.path("temperature").asDouble()).isEqualTo(0.5);
    assertThat(asked.at("/messages/0/content").asText()).isEqualTo("y");
    assertThat(asked.at("/messages/1/content").asText()).isEqualTo("z");
  }

  @Test
  void structuredOutputSendsItsSchema() {
    server.says("{\"name\":\"x\"}");

    Exchange answer =
        send(
            "openai:chat-completion?jsonSchema=resource:classpath:schemas/policy.schema.json", "?");

    assertThat(answer.getMessage().getBody()).isEqualTo("{\"name\":\"x\"}");
    JsonNode format = server.asked().get(0).json().path("response_format");
    assertThat(format.path("type").asText()).isEqualTo("json_schema");
    assertThat(format.at("/json_schema/schema/type").asText()).isEqualTo("object");
    assertThat(format.at("/json_schema/strict").asBoolean()).isTrue();
  }

  @ParameterizedTest
  @ValueSource(strings = {"base64", "float"})
  void oneTextGivesOneVectorAndSeveralGiveSeveral(String format) {
    String uri = "openai:embeddings?encodingFormat=" + format;

    Exchange one = send(uri, "first");
    Exchange two = send(uri, List.of("first", "second"));

    assertThat(one.getMessage().getBody()).isEqualTo(List.of(0.5f, 0f, -1.25f));
    assertThat(two.getMessage().getBody()).asInstanceOf(InstanceOfAssertFactories.LIST).hasSize(2);
    assertThat(two.getMessage().getHeaders())
        .containsEntry(OpenAIConstants.EMBEDDING_COUNT, 2)
        .containsEntry(OpenAIConstants.EMBEDDING_VECTOR_SIZE, 3)
        .containsEntry(OpenAIConstants.ORIGINAL_TEXT, List.of("first", "second"));
  }

  @Test
  void transcriptionGivesTheTimesOfWords() {
    Exchange answer =
        send(
            "openai:audio-transcription?audioResponseFormat=verbose_json&audioTimestampGranularities=word&storeFullResponse=true&audioLanguage=en",
            "RIFF".getBytes(StandardCharsets.US_ASCII),
            Map.of(Exchange.FILE_NAME_ONLY, "track.wav"));

    assertThat(answer.getException()).isNull();
    assertThat(answer.getMessage().getBody()).isEqualTo("Hello there.");
    assertThat(answer.getMessage().getHeader(OpenAIConstants.AUDIO_DURATION)).isEqualTo(1.5);
    TranscriptionCreateResponse whole =
        answer.getProperty(
            OpenAIConstants.AUDIO_TRANSCRIPTION_RESPONSE, TranscriptionCreateResponse.class);
    assertThat(whole.asVerbose().words().orElseThrow())
        .extracting(TranscriptionWord::word)
        .containsExactly("Hello", "there");
    String form = server.asked().get(0).body();
    assertThat(form)
        .contains("filename=\"track.wav\"")
        .contains("audio-model")
        .contains("RIFF")
        .contains("timestamp_granularities");
  }

  @ParameterizedTest
  @CsvSource({"json,Hello there.", "vtt,WEBVTT"})
  void transcriptionInOtherForms(String format, String begins) {
    Exchange answer =
        send("openai:audio-transcription?audioResponseFormat=" + format, new byte[] {1, 2, 3});

    assertThat(answer.getException()).isNull();
    assertThat(answer.getMessage().getBody(String.class)).startsWith(begins);
  }

  @Test
  void tooManyCallsAreTriedAgainAfterTheTimeThatTheServerNames() {
    server
        .next(429, "{\"error\":{\"message\":\"slow down\"}}", Map.of("Retry-After", "1"))
        .says("later");
    long began = System.nanoTime();

    Exchange answer = send("openai:chat-completion", "?");

    assertThat(answer.getMessage().getBody()).isEqualTo("later");
    assertThat(server.asked()).hasSize(2);
    assertThat(System.nanoTime() - began).isGreaterThanOrEqualTo(1_000_000_000L);
  }

  @Test
  void aServerThatStaysBrokenIsGivenUp() {
    for (int i = 0; i < 2; i++) {
      server.next(503, "{\"error\":{\"message\":\"overloaded\"}}", Map.of("Retry-After-Ms", "1"));
    }

    OpenAIException failure = failure(send("openai:chat-completion?maxRetries=1", "?"));

    assertThat(failure).hasMessageContaining("answered 503: ").hasMessageContaining("overloaded");
    assertThat(failure.retryable()).isTrue();
    assertThat(server.asked()).hasSize(2);
  }

  @Test
  void aWrongKeyIsNotTriedAgainAndNotRepeated() {
    server.next(401, "{\"error\":{\"message\":\"Incorrect API key: " + KEY + "\"}}", Map.of());

    OpenAIException failure = failure(send("openai:chat-completion", "?"));

    assertThat(failure.retryable()).isFalse();
    assertThat(failure)
        .hasMessageEndingWith("answered 401: the API key is not valid: set OPENAI_API_KEY.");
    assertThat(server.asked()).hasSize(1);
  }

  @Test
  void aReasonThatRepeatsTheKeyIsMasked() {
    server.next(400, "{\"error\":{\"message\":\"bad key " + KEY + "\"}}", Map.of());

    assertThat(failure(send("openai:chat-completion", "?")))
        .hasMessageContaining("bad key ***")
        .hasMessageNotContaining(KEY);
  }

  @Test
  void noAnswerInTimeIsGivenUp() {
    server.nextSilence();

    OpenAIException failure =
        failure(send("openai:chat-completion?requestTimeout=300&maxRetries=0", "?"));

    assertThat(failure).hasMessageContaining("no whole answer within 300 ms");
    assertThat(failure.retryable()).isTrue();
  }

  @Test
  void anAnswerThatBreaksOff() {
    server.nextCutOff();

    assertThat(failure(send("openai:chat-completion?maxRetries=0", "?")).retryable()).isTrue();
  }

  @ParameterizedTest
  @ValueSource(strings = {"<html>hello</html>", "{}", "[1]", "{\"choices\":\"x\"}", ""})
  void anAnswerOfAnotherKind(String body) {
    server.next(200, body, Map.of());

    assertThat(failure(send("openai:chat-completion?maxRetries=0", "?")).retryable()).isTrue();
  }

  @Test
  void anAnswerThatIsTooLargeIsNotTaken() {
    component.setMaxResponseBytes(1_000);
    server.nextCompletion("x".repeat(5_000), "stop");

    assertThat(failure(send("openai:chat-completion?maxRetries=0", "?")))
        .hasMessageContaining("more than 1,000 bytes");
  }

  @Test
  void aRedirectIsNotFollowed() {
    server.next(302, "", Map.of("Location", server.url() + "/elsewhere"));

    assertThat(failure(send("openai:chat-completion?maxRetries=0", "?")))
        .hasMessageContaining("answered 302");
    assertThat(server.asked()).hasSize(1);
  }

  @Test
  void nothingAskedAndNoModel() {
    assertThat(send("openai:chat-completion", " ").getException())
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("Nothing is asked");
    component.setModel(null);
    assertThat(send("openai:chat-completion?topP=0.5", "?").getException())
        .hasMessage("No model is named: set the option model, or the header CamelOpenAIModel.");
    assertThat(server.asked()).isEmpty();
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "openai:chat|openai:chat is no operation: write openai:chat-completion",
        "openai:chat-completion?temprature=1|has no option temprature",
        "openai:chat-completion?temperature=3|has temperature 3.0: write 0 to 2",
        "openai:chat-completion?maxTokens=0|has maxTokens 0: write 1 or more",
        "openai:chat-completion?baseUrl=ftp://x/v1|baseUrl is 'ftp://x/v1'",
        "openai:chat-completion?baseUrl=file:///etc/passwd|write an http or https address",
        "openai:chat-completion?baseUrl=http://u:p@x/v1|baseUrl has a user",
        "openai:embeddings?encodingFormat=hex|has encodingFormat 'hex'",
        "openai:audio-transcription?audioResponseFormat=xml|has audioResponseFormat 'xml'",
        "openai:audio-transcription?audioTimestampGranularities=word|set audioResponseFormat to verbose_json",
      })
  void wrongOptionsStopTheStart(String uri, String sentence) {
    assertThatThrownBy(() -> camel.getEndpoint(uri))
        .isInstanceOf(ResolveEndpointFailedException.class)
        .hasMessageContaining(sentence);
  }

  @Test
  void aSchemaThatIsNoneStopsTheStart() {
    assertThatThrownBy(
            () ->
                camel
                    .getEndpoint("openai:chat-completion?jsonSchema=RAW(not json)")
                    .createProducer()
                    .start())
        .hasStackTraceContaining("jsonSchema is no JSON object");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "http://169.254.169.254/v1",
        "http://0.0.0.0:1/v1",
        "http://[fe80::1]/v1",
        "http://100.100.100.200/v1",
        "http://10.0.0.1/v1",
        "http://192.168.1.1/v1",
        "http://127.0.0.2:1/v1",
        "http://0x7f000001/v1"
      })
  void serversThatMustNotBeCalled(String url) {
    assertThat(
            failure(send("openai:chat-completion?maxRetries=0&baseUrl=" + url, "?")).getMessage())
        .startsWith(url + " cannot be reached: ");
  }

  @Test
  void theDaysBudgetIsKept() throws Exception {
    component.setTokensPerDay(1_200);
    component.doInit();

    assertThat(send("openai:chat-completion?maxTokens=1000", "?").getException()).isNull();
    assertThat(component.getTokensUsedToday()).isEqualTo(18);
    OpenAIException failure = failure(send("openai:chat-completion?maxTokens=1200", "?"));

    assertThat(failure).hasMessageStartingWith("The day's budget of 1,200 tokens is used up");
    assertThat(failure.retryable()).isFalse();
    assertThat(server.asked()).hasSize(1);
  }

  @Test
  void theKeyIsNowhereToBeSeen() throws Exception {
    var endpoint = camel.getEndpoint("openai:chat-completion?apiKey=" + KEY);

    assertThat(endpoint.toString()).doesNotContain(KEY);
    for (var name : ManagementFactory.getPlatformMBeanServer().queryNames(null, null)) {
      assertThat(name.toString()).doesNotContain(KEY);
    }
  }
}
