package routes.turns.agent;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;
import org.apache.camel.CamelContext;
import org.apache.camel.CamelContextAware;
import org.apache.camel.CamelExecutionException;
import org.apache.camel.ProducerTemplate;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import routes.documents.page.Orders;

/**
 * Lets a language model answer. Its one tool looks an application up among the customer's own; what
 * it says must be in what it has looked up. Where there is no model, or it does not answer usably,
 * the status agent does.
 */
public final class ModelAgent implements TurnAgent, CamelContextAware {
  static final String ASK = "direct:turns.ask-model";
  static final String PROMPT = "turnPrompt";

  private static final Logger LOG = LoggerFactory.getLogger("routes.turns");
  private static final int MOST_LOOK_UPS = 3;
  private static final int MOST_HISTORY = 10;
  private static final String PROMPTS = "/prompts/turns/";
  private static final Pattern SENTENCES = Pattern.compile("(?<=[.!?\\n])\\s*");

  private final StatusAgent data = new StatusAgent();
  private final ObjectMapper json = new ObjectMapper();
  private final boolean configured;
  private CamelContext camel;

  /**
   * Creates it.
   *
   * @param model the model's name; empty for none
   */
  public ModelAgent(String model) {
    this.configured = !model.isBlank();
  }

  @Override
  public void setCamelContext(CamelContext camel) {
    this.camel = camel;
  }

  @Override
  public CamelContext getCamelContext() {
    return camel;
  }

  @Override
  public Reply answer(Conversation conversation) {
    if (!configured) {
      return data.answer(conversation);
    }
    return asked(conversation).orElseGet(() -> data.answer(conversation));
  }

  private Optional<Reply> asked(Conversation conversation) {
    List<String> messages =
        conversation.messages().stream().map(ModelAgent::withoutOrders).toList();
    if (messages.stream().allMatch(String::isBlank)) {
      return Optional.empty();
    }
    List<CustomerApplication> found = new ArrayList<>();
    List<String> missed = new ArrayList<>();
    try (ProducerTemplate template = camel.createProducerTemplate()) {
      for (int i = 0; i <= MOST_LOOK_UPS; i++) {
        String said =
            template.requestBodyAndHeader(
                ASK,
                question(conversation, messages, found, missed),
                PROMPT,
                prompt(conversation.agentId()),
                String.class);
        JsonNode answer = json.readTree(said);
        if (!answer.path("action").asText().equals("look_up")) {
          return checked(answer, found);
        }
        lookUp(answer.path("reference").asText(""), conversation, found, missed);
      }
      LOG.warn("The language model went on looking up; the data answers instead");
    } catch (CamelExecutionException | JsonProcessingException e) {
      Throwable cause = e.getCause() == null ? e : e.getCause();
      LOG.warn(
          "The language model did not answer usably, the data answers: {}",
          cause instanceof JsonProcessingException ? "its answer is no JSON" : cause.getMessage());
    } catch (IOException e) {
      LOG.debug("The template did not close", e);
    }
    return Optional.empty();
  }

  private static void lookUp(
      String reference,
      Conversation conversation,
      List<CustomerApplication> found,
      List<String> missed) {
    Optional<CustomerApplication> own =
        conversation.applications().stream()
            .filter(one -> !reference.isBlank() && StatusAgent.names(reference, one))
            .findFirst();
    own.filter(one -> !found.contains(one)).ifPresent(found::add);
    if (own.isEmpty()) {
      missed.add(reference.substring(0, Math.min(reference.length(), 100)));
    }
  }

  private static Optional<Reply> checked(JsonNode answer, List<CustomerApplication> found) {
    String text = answer.path("text").asText("").strip();
    List<String> facts = found.stream().map(CustomerApplication::sentence).toList();
    if (!ReplyCheck.passes(text, facts)) {
      LOG.warn("The language model said what no application says; the data answers instead");
      return Optional.empty();
    }
    boolean asks = answer.path("awaiting_field").asBoolean();
    return Optional.of(new Reply(text, asks, !asks && !found.isEmpty()));
  }

  private String question(
      Conversation conversation,
      List<String> messages,
      List<CustomerApplication> found,
      List<String> missed)
      throws JsonProcessingException {
    List<Conversation.Said> history = conversation.history();
    List<Map<String, String>> earlier =
        history.subList(Math.max(0, history.size() - MOST_HISTORY), history.size()).stream()
            .map(said -> Map.of("role", said.role(), "text", withoutOrders(said.text())))
            .toList();
    Map<String, Object> question = new LinkedHashMap<>();
    question.put("earlier", earlier);
    question.put("customer_messages", messages);
    question.put(
        "customer_applications",
        conversation.applications().stream().map(CustomerApplication::name).limit(20).toList());
    question.put("looked_up", found.stream().map(CustomerApplication::sentence).toList());
    question.put("not_found", missed);
    return json.writeValueAsString(question);
  }

  /** A customer asks; whoever writes orders to a model is not answered by one. */
  static String withoutOrders(String text) {
    StringBuilder kept = new StringBuilder();
    for (String sentence : SENTENCES.split(text, -1)) {
      if (!sentence.isBlank() && !Orders.in(sentence)) {
        kept.append(kept.isEmpty() ? "" : " ").append(sentence);
      }
    }
    return kept.toString();
  }

  /** The text of the agent's own system prompt, or of the usual one. */
  private static String prompt(String agentId) {
    try (InputStream own = ModelAgent.class.getResourceAsStream(PROMPTS + agentId + ".txt");
        InputStream usual = ModelAgent.class.getResourceAsStream(PROMPTS + "agent.txt")) {
      return new String((own == null ? usual : own).readAllBytes(), StandardCharsets.UTF_8);
    } catch (IOException e) {
      throw new IllegalStateException("The prompt of the agent cannot be read.", e);
    }
  }
}
