package routes.turns;

import com.zaxxer.hikari.HikariDataSource;
import java.net.URI;
import java.nio.file.Path;
import java.util.EnumSet;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Properties;
import org.apache.camel.CamelContext;
import org.apache.camel.ProducerTemplate;
import org.apache.camel.impl.DefaultCamelContext;
import org.apache.camel.support.PluginHelper;
import org.flywaydb.core.Flyway;
import org.springframework.data.redis.connection.RedisStandaloneConfiguration;
import org.springframework.data.redis.connection.jedis.JedisConnectionFactory;
import org.springframework.data.redis.core.StringRedisTemplate;
import routes.embedded.EmbeddedServers;
import routes.embedded.EmbeddedServers.Kind;
import routes.embedded.EmbeddedServersConfiguration;
import routes.engine.TestDatabase;
import routes.openai.OpenAIComponent;

/** The routes of a turn with a real Redis and a real database, and no engine and no Kafka. */
final class TurnRoutes implements AutoCloseable {
  private final EmbeddedServers servers;
  private final JedisConnectionFactory connections;
  private final StringRedisTemplate redis;
  private final HikariDataSource database;

  TurnRoutes(Path directory) {
    servers =
        EmbeddedServers.begin(
            new EmbeddedServersConfiguration(directory, "127.0.0.1", 0, 0, 0),
            EnumSet.of(Kind.REDIS),
            "test");
    connections = new JedisConnectionFactory(address(servers.addresses().redisUrl()));
    connections.afterPropertiesSet();
    connections.start();
    redis = new StringRedisTemplate(connections);
    database = TestDatabase.create();
    Flyway.configure().dataSource(database).defaultSchema("public").load().migrate();
  }

  private static RedisStandaloneConfiguration address(String url) {
    URI uri = URI.create(url);
    RedisStandaloneConfiguration address =
        new RedisStandaloneConfiguration(uri.getHost(), uri.getPort());
    address.setPassword(uri.getUserInfo().substring(1));
    return address;
  }

  /** A process's routes; settings go over those of application.properties. */
  CamelContext start(Map<String, String> settings) throws Exception {
    CamelContext camel = new DefaultCamelContext();
    Properties properties = new Properties();
    properties.putAll(settings);
    camel.getPropertiesComponent().setLocation("classpath:application.properties");
    camel.getPropertiesComponent().setOverrideProperties(properties);
    camel.getRegistry().bind("dataSource", database);
    camel.getRegistry().bind("redis", redis);
    if (settings.containsKey("openai.base.url")) {
      OpenAIComponent openai = camel.getComponent("openai", OpenAIComponent.class);
      openai.setBaseUrl(settings.get("openai.base.url"));
      openai.setModel(settings.get("llm.model"));
    }
    PluginHelper.getRoutesLoader(camel)
        .loadRoutes(
            PluginHelper.getResourceLoader(camel)
                .resolveResource("classpath:camel/turns.camel.yaml"));
    camel.start();
    return camel;
  }

  /** Runs a turn with one call. */
  static Map<?, ?> run(CamelContext camel, Map<String, Object> input) throws Exception {
    try (ProducerTemplate template = camel.createProducerTemplate()) {
      return template.requestBody("direct:logical-turn", input, Map.class);
    }
  }

  static Map<String, Object> message(String customer, String id, String text) {
    return message(customer, "desk", id, text);
  }

  static Map<String, Object> message(String customer, String agent, String id, String text) {
    Map<String, Object> input = new LinkedHashMap<>();
    input.put("tenant_id", "acme");
    input.put("agent_id", agent);
    input.put("interlocutor_id", customer);
    input.put("channel", "email");
    input.put("message_id", id);
    input.put("message_content", text);
    return input;
  }

  HikariDataSource database() {
    return database;
  }

  StringRedisTemplate redis() {
    return redis;
  }

  @Override
  public void close() {
    database.close();
    connections.destroy();
    servers.close();
  }
}
