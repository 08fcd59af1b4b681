package routes.lenders;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import routes.documents.DocumentText;
import routes.documents.llm.ModelReader;
import routes.documents.llm.ModelReader.Answer;
import routes.documents.llm.ModelReader.Merged;
import routes.lending.policy.Policy;
import routes.lending.policy.PolicyJson;

/** What a language model adds to a policy between the steps' routes. Thread-safe. */
public final class PolicyModel {

  private final ModelReader reader = new ModelReader();
  private final ObjectMapper json = new ObjectMapper().findAndRegisterModules();

  /**
   * The questions to ask of a document, bounded in number and size.
   *
   * @param document its {@code text}
   */
  public List<String> questions(Map<String, Object> document) throws JsonProcessingException {
    return reader.questions(text(document));
  }

  /**
   * A model's answer.
   *
   * @param text its words
   * @param finishReason why it ended
   */
  public Answer answered(@Nullable String text, @Nullable String finishReason) {
    if ("length".equals(finishReason)) {
      return failed("The model's answer was cut off: raise llm.max.tokens.");
    }
    if (text == null || text.isBlank()) {
      return failed("The model gave no answer.");
    }
    return new Answer(text, null);
  }

  /** An answer that did not come. */
  public Answer failed(String sentence) {
    return new Answer(null, sentence);
  }

  /**
   * The reading with what the answers prove.
   *
   * @param reading the rules' reading, a row
   * @param document its {@code text}
   * @param answers one for each question
   * @param model the model's name
   */
  public Map<String, Object> merged(
      Map<String, Object> reading, Map<String, Object> document, List<Answer> answers, String model)
      throws JsonProcessingException {
    Policy read = PolicyJson.read(json.readTree(String.valueOf(reading.get("policy"))));
    Merged merged = reader.merge(read, text(document), answers, model);
    Map<String, Object> row = new HashMap<>(reading);
    row.put("policy", PolicyJson.write(merged.policy()).toString());
    row.put("review", json.writeValueAsString(merged.review()));
    row.put("reader", json.writeValueAsString(merged.reader()));
    return row;
  }

  private DocumentText text(Map<String, Object> document) throws JsonProcessingException {
    return json.readValue(String.valueOf(document.get("text")), DocumentText.class);
  }
}
