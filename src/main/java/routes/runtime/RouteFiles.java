package routes.runtime;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.dataformat.yaml.YAMLFactory;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.ScheduledFuture;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.apache.camel.CamelContext;
import org.apache.camel.spi.Resource;
import org.apache.camel.support.FileWatcherResourceReloadStrategy;
import org.apache.camel.support.PluginHelper;
import org.apache.camel.support.ResourceHelper;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import routes.hatchet.HatchetComponent;

/**
 * Follows the route files while the application runs: a route that was changed or added is started
 * anew, one that was taken out is stopped, all others are left alone. A file that cannot be used,
 * or whose workflow cannot be registered, leaves the routes as they were.
 */
final class RouteFiles extends FileWatcherResourceReloadStrategy {
  private static final Logger LOG = LoggerFactory.getLogger("routes.reload");
  private static final ObjectMapper YAML = new ObjectMapper(new YAMLFactory());
  private static final String SUFFIX = ".camel.yaml";
  // An editor may write a file in several goes.
  private static final long SETTLE_MILLIS = 250;

  private final HatchetComponent hatchet;
  private final Map<Path, RouteFile> running = new ConcurrentHashMap<>();
  private final Map<Path, ScheduledFuture<?>> waiting = new ConcurrentHashMap<>();
  private ScheduledExecutorService scheduler;

  RouteFiles(Path directory, Map<Path, RouteFile> started, CamelContext camel) {
    this.running.putAll(started);
    this.hatchet = camel.getComponent("hatchet", HatchetComponent.class);
    this.scheduler =
        camel.getExecutorServiceManager().newSingleThreadScheduledExecutor(this, "route-files");
    setCamelContext(camel);
    setFolder(directory.toString());
    setFileFilter(file -> file.getName().endsWith(SUFFIX));
    setPollTimeout(200);
    setResourceReload((name, resource) -> settle(directory.resolve(Path.of(name).getFileName())));
  }

  /**
   * Follows the files of a directory until Camel stops.
   *
   * @param started what Camel was started with
   */
  static void follow(Path directory, Map<Path, RouteFile> started, CamelContext camel) {
    try {
      camel.addService(new RouteFiles(directory, started, camel));
    } catch (Exception e) {
      LOG.warn("Changes of the route files are not followed: {}", Sentences.of(e));
    }
  }

  /**
   * Reads the files, and checks what Camel lets pass: each route has an id, and it is of no other.
   *
   * @throws SettingsException naming file and route
   */
  static Map<Path, RouteFile> read(Path directory) {
    Map<Path, RouteFile> files = new TreeMap<>();
    for (Path file : in(directory)) {
      try {
        RouteFile content = parse(Files.readString(file));
        checkIds(file, content, files);
        files.put(file, content);
      } catch (JsonProcessingException e) {
        // Camel says where, when it reads the file.
        LOG.debug("{} is no YAML", file, e);
      } catch (IOException | IllegalArgumentException e) {
        throw new SettingsException("%s: %s.".formatted(file, e.getMessage()));
      }
    }
    return files;
  }

  private static List<Path> in(Path directory) {
    try (Stream<Path> files = Files.list(directory)) {
      return files.filter(file -> file.toString().endsWith(SUFFIX)).sorted().toList();
    } catch (IOException e) {
      throw new SettingsException(
          "The route files in %s cannot be read: %s.".formatted(directory, e.getMessage()));
    }
  }

  @Override
  protected void doStop() throws Exception {
    super.doStop();
    getCamelContext().getExecutorServiceManager().shutdownNow(scheduler);
  }

  private void settle(Path file) {
    ScheduledFuture<?> earlier =
        waiting.put(
            file, scheduler.schedule(() -> reload(file), SETTLE_MILLIS, TimeUnit.MILLISECONDS));
    if (earlier != null) {
      earlier.cancel(false);
    }
  }

  private void reload(Path file) {
    RouteFile before = running.getOrDefault(file, RouteFile.EMPTY);
    try {
      if (!Files.exists(file)) {
        LOG.warn("{} is gone: its routes go on until the next start", file);
        return;
      }
      String text = Files.readString(file);
      RouteFile now = parse(text);
      if (now.equals(before)) {
        return;
      }
      check(file, text);
      checkIds(file, now, running);
      apply(file, before, now);
      running.put(file, now);
    } catch (Exception e) {
      LOG.error("{} is not taken over, the routes go on as they were: {}", file, Sentences.of(e));
    }
  }

  /** Parses the whole file as Camel does, so that a mistake is named with its place in it. */
  private void check(Path file, String text) throws Exception {
    PluginHelper.getRoutesLoader(getCamelContext()).findRoutesBuilders(resource(file, text));
  }

  /** A route with the id of another file's would take that one's place. */
  private static void checkIds(Path file, RouteFile now, Map<Path, RouteFile> all) {
    all.forEach(
        (other, routes) ->
            now.routes().keySet().stream()
                .filter(id -> !other.equals(file) && routes.routes().containsKey(id))
                .findFirst()
                .ifPresent(
                    id -> {
                      throw new IllegalArgumentException(
                          "route id '%s' is in %s as well: rename one"
                              .formatted(id, other.getFileName()));
                    }));
  }

  private void apply(Path file, RouteFile before, RouteFile now) throws Exception {
    hatchet.exchange().lock();
    try {
      exchange(file, before, now);
    } finally {
      hatchet.exchange().unlock();
    }
  }

  /** What is removed goes first: a route under another id may consume from the same endpoint. */
  private void exchange(Path file, RouteFile before, RouteFile now) throws Exception {
    Set<String> known = hatchet.problems();
    Set<String> changed = now.changedFrom(before);
    Set<String> removed = new LinkedHashSet<>(before.routes().keySet());
    removed.removeAll(now.routes().keySet());
    remove(removed);
    try {
      update(file, now, changed);
      checkWorkflows(known);
    } catch (Exception e) {
      Set<String> added = new LinkedHashSet<>(changed);
      added.removeAll(before.routes().keySet());
      remove(added);
      Set<String> restored = new LinkedHashSet<>(changed);
      restored.retainAll(before.routes().keySet());
      restored.addAll(removed);
      update(file, before, restored);
      throw e;
    }
    LOG.info("{} taken over: changed or new {}, removed {}", file, changed, removed);
  }

  /** A workflow that cannot be registered, and could before, is the file's mistake. */
  private void checkWorkflows(Set<String> known) {
    for (String problem : hatchet.problems()) {
      if (!known.contains(problem)) {
        throw new IllegalArgumentException(problem);
      }
    }
  }

  private void update(Path file, RouteFile content, Set<String> routes) throws Exception {
    if (!routes.isEmpty()) {
      String text = YAML.writeValueAsString(content.only(routes, YAML.createArrayNode()));
      PluginHelper.getRoutesLoader(getCamelContext()).updateRoutes(resource(file, text));
    }
  }

  private void remove(Set<String> routes) throws Exception {
    for (String id : routes) {
      getCamelContext().getRouteController().stopRoute(id);
      getCamelContext().removeRoute(id);
    }
  }

  private static Resource resource(Path file, String text) {
    return ResourceHelper.fromBytes(file.toString(), text.getBytes(StandardCharsets.UTF_8));
  }

  private static RouteFile parse(String text) throws IOException {
    return RouteFile.of(YAML.readTree(text));
  }

  /** A file's routes by id, and whatever else it holds (beans, REST, route configurations). */
  record RouteFile(Map<String, JsonNode> routes, Set<JsonNode> others) {
    static final RouteFile EMPTY = new RouteFile(Map.of(), Set.of());

    static RouteFile of(JsonNode entries) {
      if (entries.isMissingNode() || entries.isNull()) {
        throw new IllegalArgumentException("it has no entry: write one, or remove the file");
      }
      if (!entries.isArray()) {
        throw new IllegalArgumentException("a route file is a list: begin each entry with '- '");
      }
      Map<String, JsonNode> routes = new LinkedHashMap<>();
      Set<JsonNode> others = new LinkedHashSet<>();
      for (JsonNode entry : entries) {
        JsonNode route = entry.path("route");
        if (route.isMissingNode()) {
          others.add(entry);
        } else if (!route.hasNonNull("id")) {
          throw new IllegalArgumentException("a route has no id: give it one");
        } else if (routes.put(route.get("id").asText(), entry) != null) {
          throw new IllegalArgumentException(
              "route id '%s' is there twice: rename one".formatted(route.get("id").asText()));
        }
      }
      return new RouteFile(routes, others);
    }

    /** The routes that are new or not as they were; all of them if beans or the like changed. */
    Set<String> changedFrom(RouteFile before) {
      if (!others.equals(before.others)) {
        return routes.keySet();
      }
      Set<String> changed = new LinkedHashSet<>();
      routes.forEach(
          (id, route) -> {
            if (!route.equals(before.routes.get(id))) {
              changed.add(id);
            }
          });
      return changed;
    }

    ArrayNode only(Set<String> ids, ArrayNode entries) {
      entries.addAll(others);
      routes.forEach(
          (id, route) -> {
            if (ids.contains(id)) {
              entries.add(route);
            }
          });
      return entries;
    }
  }
}
