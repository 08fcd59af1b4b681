package routes.runtime;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.zaxxer.hikari.HikariDataSource;
import java.io.PrintStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.EnumSet;
import java.util.Map;
import java.util.Optional;
import org.apache.camel.CamelContext;
import org.apache.camel.CamelExecutionException;
import org.apache.camel.Exchange;
import org.apache.camel.ProducerTemplate;
import org.apache.camel.main.Main;
import org.jspecify.annotations.Nullable;
import routes.embedded.EmbeddedServers;
import routes.embedded.EmbeddedServers.Kind;
import routes.embedded.EmbeddedServersConfiguration;
import routes.lending.simulate.SwapSet;
import routes.runtime.Command.Simulate;
import routes.runtime.Command.VerifyHistory;

/** Executes a command with its own routes and the database, and nothing else running. */
final class Commands {
  private static final int CONNECTIONS = 2;
  private static final long EVERYTHING = Long.MAX_VALUE / 2;

  private Commands() {}

  /**
   * Executes a command.
   *
   * @return the exit status: 0 when all is well, 1 when not; what was found is printed
   */
  static int run(Command command, Settings settings, String version, PrintStream out)
      throws Exception {
    String url = settings.text("database.url").orElse(null);
    try (EmbeddedServers servers = url == null ? servers(settings, version) : null;
        HikariDataSource database = connect(url, servers)) {
      Database.migrate(database);
      return run(command, settings, database, out);
    }
  }

  private static EmbeddedServers servers(Settings settings, String version) {
    return EmbeddedServers.begin(
        new EmbeddedServersConfiguration(
            settings.path("data.dir"),
            settings.required("bind.address"),
            settings.port("kafka.port"),
            settings.port("postgres.port"),
            settings.port("redis.port")),
        EnumSet.of(Kind.POSTGRES),
        version);
  }

  private static HikariDataSource connect(@Nullable String url, @Nullable EmbeddedServers servers) {
    if (url != null) {
      return Database.connect(url, "hatchet-routes-command", CONNECTIONS);
    }
    if (servers == null) {
      throw new IllegalStateException("there is no database");
    }
    return Database.connect(servers.database(), "hatchet-routes-command", CONNECTIONS);
  }

  private static int run(
      Command command, Settings settings, HikariDataSource database, PrintStream out)
      throws Exception {
    Main main = new Main();
    main.configure().withName("hatchet-routes-command");
    main.addOverrideProperty("camel.server.enabled", "false");
    main.addOverrideProperty("camel.management.enabled", "false");
    main.addOverrideProperty(
        "camel.main.routes-include-pattern",
        file(settings, command instanceof VerifyHistory ? "history" : "simulation"));
    main.bind("dataSource", database);
    main.start();
    try (ProducerTemplate template = main.getCamelContext().createProducerTemplate()) {
      return command instanceof VerifyHistory verify
          ? verify(verify, template, out)
          : simulate((Simulate) command, template, main.getCamelContext(), out);
    } catch (CamelExecutionException e) {
      throw new SettingsException(Sentences.of(e));
    } finally {
      main.stop();
    }
  }

  private static String file(Settings settings, String name) {
    Path live = settings.path("routes.dir").resolve(name + ".camel.yaml");
    return Files.isRegularFile(live) ? "file:" + live : "classpath:camel/" + name + ".camel.yaml";
  }

  private static int verify(VerifyHistory command, ProducerTemplate template, PrintStream out) {
    Map<?, ?> verdict =
        template.requestBody(
            "direct:history.verify",
            Map.of("after", 0L, "limit", EVERYTHING, "replay", command.replay()),
            Map.class);
    out.println(verdict.get("sentence"));
    return Boolean.TRUE.equals(verdict.get("sound")) ? 0 : 1;
  }

  private static int simulate(
      Simulate command, ProducerTemplate template, CamelContext camel, PrintStream out)
      throws JsonProcessingException {
    Exchange request = camel.getEndpoint("direct:simulation.run").createExchange();
    request.setVariable("lender_id", command.lender());
    request.setVariable("version", command.version());
    request.setVariable("against", command.against());
    request.setVariable("last", command.last());
    request.getMessage().setBody(Map.of());
    Exchange answer = template.send("direct:simulation.run", request);
    if (answer.getException() != null) {
      throw new SettingsException(Sentences.of(answer.getException()));
    }
    SwapSet swaps =
        Optional.ofNullable(answer.getMessage().getBody(SwapSet.class))
            .orElseThrow(() -> new SettingsException("There is no such lender or version."));
    out.print(
        command.csv()
            ? swaps.toCsv()
            : new ObjectMapper().writerWithDefaultPrettyPrinter().writeValueAsString(swaps)
                + System.lineSeparator());
    return 0;
  }
}
