package routes.turns;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.type.TypeReference;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.apache.camel.CamelContext;
import org.apache.camel.Exchange;
import routes.turns.agent.Conversation;
import routes.turns.agent.Conversation.Said;
import routes.turns.agent.CustomerApplication;
import routes.turns.agent.Reply;
import routes.turns.agent.TurnAgent;

/** Finds the bean that answers for an agent id. Thread-safe. */
public final class Agents {
  private static final TypeReference<List<String>> TEXTS = new TypeReference<>() {};
  private static final TypeReference<List<Said>> SAID = new TypeReference<>() {};
  private static final TypeReference<List<CustomerApplication>> APPLICATIONS =
      new TypeReference<>() {};

  private final String usual;
  private final Map<String, String> beans;
  private final ObjectMapper json = new ObjectMapper();

  /**
   * Creates it.
   *
   * @param usual the bean for all agent ids that are not named
   * @param named {@code agent_id=bean}, separated by commas; may be empty
   * @throws IllegalArgumentException if it is written otherwise
   */
  public Agents(String usual, String named) {
    this.usual = usual;
    this.beans = read(named);
  }

  private static Map<String, String> read(String named) {
    Map<String, String> beans = new TreeMap<>();
    for (String pair : named.split(",", -1)) {
      if (!pair.isBlank()) {
        String[] sides = pair.split("=", -1);
        if (sides.length != 2 || sides[0].isBlank() || sides[1].isBlank()) {
          throw new IllegalArgumentException(
              "ruche.agents.named has '%s': write agent_id=bean, separated by commas."
                  .formatted(pair.strip()));
        }
        beans.put(sides[0].strip(), sides[1].strip());
      }
    }
    return Map.copyOf(beans);
  }

  /** The name of the bean that answers for an agent. */
  public String bean(String agentId) {
    return beans.getOrDefault(agentId, usual);
  }

  /** Sets variables agent and conversation; the body is the turn as JSON text. */
  public void prepare(Exchange exchange) throws JsonProcessingException {
    JsonNode turn = json.readTree(exchange.getMessage().getBody(String.class));
    String agentId = turn.path("agent_id").asText();
    exchange.setVariable("agent", bean(agentId));
    exchange.setVariable(
        "conversation",
        new Conversation(
            agentId,
            json.convertValue(turn.path("messages"), TEXTS),
            json.convertValue(turn.path("history"), SAID),
            json.convertValue(turn.path("applications"), APPLICATIONS)));
  }

  /**
   * Lets the agent answer.
   *
   * @throws IllegalArgumentException if there is no such agent
   */
  public Map<String, Object> answer(Exchange exchange) {
    String name = exchange.getVariable("agent", String.class);
    Reply reply =
        agent(exchange.getContext(), name)
            .answer(exchange.getVariable("conversation", Conversation.class));
    Map<String, Object> output = new LinkedHashMap<>();
    output.put("leads", true);
    output.put("agent", name);
    output.put("answer", reply.text());
    output.put("awaiting_field", reply.awaitingField());
    output.put("expects_follow_up", reply.expectsFollowUp());
    return output;
  }

  private static TurnAgent agent(CamelContext camel, String name) {
    TurnAgent agent = camel.getRegistry().lookupByNameAndType(name, TurnAgent.class);
    if (agent == null) {
      throw new IllegalArgumentException(
          "There is no agent bean '%s': set ruche.agents.usual or ruche.agents.named to status, llm or a bean of your own."
              .formatted(name));
    }
    return agent;
  }
}
