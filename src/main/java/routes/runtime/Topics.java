package routes.runtime;

import java.time.Duration;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.apache.camel.CamelContext;
import org.apache.camel.Endpoint;
import org.apache.camel.component.kafka.KafkaEndpoint;
import org.apache.camel.support.LifecycleStrategySupport;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.AdminClientConfig;
import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.common.config.TopicConfig;
import org.apache.kafka.common.errors.TopicExistsException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Creates the Kafka topics that are missing: the catalog's at start, a step's with its route. */
final class Topics extends LifecycleStrategySupport implements AutoCloseable {
  private static final Logger LOG = LoggerFactory.getLogger("routes.kafka");
  private static final Duration PATIENCE = Duration.ofSeconds(20);

  // Hatchet's messages end at 4 MiB; a step's input has an envelope around it.
  private static final int LARGEST_MESSAGE = 5 * 1024 * 1024;

  private final TopicCatalog catalog;
  private final Admin admin;
  private final String brokers;
  private final Set<String> known = ConcurrentHashMap.newKeySet();

  Topics(TopicCatalog catalog, String brokers) {
    this.catalog = catalog;
    this.brokers = brokers;
    this.admin =
        Admin.create(
            Map.of(
                AdminClientConfig.BOOTSTRAP_SERVERS_CONFIG,
                brokers,
                AdminClientConfig.REQUEST_TIMEOUT_MS_CONFIG,
                (int) PATIENCE.toMillis(),
                AdminClientConfig.DEFAULT_API_TIMEOUT_MS_CONFIG,
                (int) PATIENCE.toMillis()));
  }

  /**
   * Creates the catalog's topics that are missing.
   *
   * @throws SettingsException if no broker answers
   */
  void createCatalog() {
    try {
      known.addAll(admin.listTopics().names().get(PATIENCE.toMillis(), TimeUnit.MILLISECONDS));
    } catch (ExecutionException | TimeoutException e) {
      throw unreachable(e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw unreachable(e);
    }
    create(catalog.topics());
  }

  /** A route that reads or writes a topic nobody has listed is a step's: its topics are made. */
  @Override
  public void onEndpointAdd(Endpoint endpoint) {
    if (endpoint instanceof KafkaEndpoint kafka) {
      String topic = kafka.getConfiguration().getTopic();
      if (!known.contains(topic) && !kafka.getConfiguration().isTopicIsPattern()) {
        create(catalog.ofStep(topic));
      }
    }
  }

  @Override
  public void onContextStarted(CamelContext context) {
    LOG.info("{} topics on {}", known.size(), brokers);
  }

  private void create(Collection<TopicCatalog.Topic> topics) {
    List<NewTopic> missing =
        topics.stream().filter(topic -> known.add(topic.name())).map(Topics::newTopic).toList();
    if (missing.isEmpty()) {
      return;
    }
    admin
        .createTopics(missing)
        .values()
        .forEach(
            (name, created) -> {
              try {
                created.get(PATIENCE.toMillis(), TimeUnit.MILLISECONDS);
              } catch (ExecutionException e) {
                if (!(e.getCause() instanceof TopicExistsException)) {
                  throw unreachable(e);
                }
              } catch (TimeoutException e) {
                throw unreachable(e);
              } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
                throw unreachable(e);
              }
            });
  }

  private static NewTopic newTopic(TopicCatalog.Topic topic) {
    // The broker's own default says how many copies it keeps.
    NewTopic created =
        new NewTopic(topic.name(), Optional.of(topic.partitions()), Optional.empty());
    return created.configs(
        Map.of(
            TopicConfig.RETENTION_MS_CONFIG,
            Long.toString(topic.retention().toMillis()),
            TopicConfig.MAX_MESSAGE_BYTES_CONFIG,
            Integer.toString(LARGEST_MESSAGE)));
  }

  private SettingsException unreachable(Exception e) {
    return new SettingsException(
        "Kafka at %s does not take topics (%s): check KAFKA_BROKERS, and that the broker runs."
            .formatted(brokers, e.getCause() == null ? e.toString() : e.getCause().getMessage()));
  }

  @Override
  public void close() {
    admin.close(Duration.ofSeconds(1));
  }
}
