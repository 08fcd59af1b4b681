package routes.openai;

import com.openai.core.MultipartField;
import com.openai.models.audio.AudioResponseFormat;
import com.openai.models.audio.transcriptions.TranscriptionCreateParams;
import com.openai.models.audio.transcriptions.TranscriptionCreateParams.TimestampGranularity;
import com.openai.models.audio.transcriptions.TranscriptionCreateResponse;
import com.openai.models.audio.transcriptions.TranscriptionVerbose;
import java.io.ByteArrayInputStream;
import java.io.File;
import java.io.InputStream;
import java.nio.file.Path;
import java.util.Arrays;
import org.apache.camel.Exchange;
import org.apache.camel.Message;
import org.apache.camel.WrappedFile;

/** Turns speech into words: a file, a path, bytes or a stream in, the text in the body. */
final class OpenAITranscriptionProducer extends Call {

  OpenAITranscriptionProducer(OpenAIEndpoint endpoint) {
    super(endpoint);
  }

  @Override
  public void process(Exchange exchange) {
    Message in = exchange.getMessage();
    TranscriptionCreateParams.Builder question =
        TranscriptionCreateParams.builder()
            .model(model(in, OpenAIConstants.AUDIO_MODEL, options().getAudioModel(), "audioModel"));
    audio(in, question);
    settings(in, question);
    TranscriptionCreateParams params = question.build();
    TranscriptionCreateResponse answer =
        call(0, () -> getEndpoint().client().audio().transcriptions().create(params), unused -> 0L);
    if (answer.isVerbose()) {
      TranscriptionVerbose verbose = answer.asVerbose();
      in.setBody(verbose.text());
      in.setHeader(OpenAIConstants.AUDIO_DURATION, verbose.duration());
      in.setHeader(OpenAIConstants.AUDIO_DETECTED_LANGUAGE, verbose.language());
    } else if (answer.isTranscription()) {
      in.setBody(answer.asTranscription().text());
    } else {
      throw new OpenAIException(
          "%s answered what is no transcription.".formatted(getEndpoint().getServiceUrl()), true);
    }
    if (options().isStoreFullResponse()) {
      exchange.setProperty(OpenAIConstants.AUDIO_TRANSCRIPTION_RESPONSE, answer);
    }
  }

  private void settings(Message in, TranscriptionCreateParams.Builder question) {
    String language =
        given(in, OpenAIConstants.AUDIO_LANGUAGE, options().getAudioLanguage(), String.class);
    if (language != null) {
      question.language(language);
    }
    String prompt =
        given(in, OpenAIConstants.AUDIO_PROMPT, options().getAudioPrompt(), String.class);
    if (prompt != null) {
      question.prompt(prompt);
    }
    String format =
        given(
            in,
            OpenAIConstants.AUDIO_RESPONSE_FORMAT,
            options().getAudioResponseFormat(),
            String.class);
    question.responseFormat(AudioResponseFormat.of(String.valueOf(format)));
    Double temperature =
        given(in, OpenAIConstants.AUDIO_TEMPERATURE, options().getAudioTemperature(), Double.class);
    if (temperature != null) {
      question.temperature(temperature);
    }
    String times =
        given(
            in,
            OpenAIConstants.AUDIO_TIMESTAMP_GRANULARITIES,
            options().getAudioTimestampGranularities(),
            String.class);
    if (times != null) {
      question.timestampGranularities(
          Arrays.stream(times.split(",", -1))
              .map(String::strip)
              .filter(time -> !time.isEmpty())
              .map(TimestampGranularity::of)
              .toList());
    }
  }

  private static void audio(Message in, TranscriptionCreateParams.Builder question) {
    Object body = in.getBody() instanceof WrappedFile<?> file ? file.getFile() : in.getBody();
    if (body instanceof File file) {
      question.file(file.toPath());
    } else if (body instanceof Path path) {
      question.file(path);
    } else if (body instanceof byte[] bytes) {
      question.file(named(in, new ByteArrayInputStream(bytes)));
    } else {
      InputStream stream = body == null ? null : in.getBody(InputStream.class);
      if (stream == null) {
        throw new IllegalArgumentException(
            "No audio is given: put a file, a path, bytes or a stream into the body.");
      }
      question.file(named(in, stream));
    }
  }

  /** Servers tell the kind of audio by the name of its file. */
  private static MultipartField<InputStream> named(Message in, InputStream stream) {
    String name = in.getHeader(Exchange.FILE_NAME_ONLY, String.class);
    if (name == null || name.isBlank()) {
      name = in.getHeader(Exchange.FILE_NAME, String.class);
    }
    boolean usable = name != null && name.indexOf('.') > 0 && name.indexOf('/') < 0;
    return MultipartField.<InputStream>builder()
        .value(stream)
        .filename(usable ? name : "audio.mp3")
        .build();
  }
}
