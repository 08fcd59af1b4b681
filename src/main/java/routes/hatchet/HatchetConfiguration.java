package routes.hatchet;

import java.util.LinkedHashMap;
import java.util.Map;
import org.apache.camel.RuntimeCamelException;
import org.apache.camel.spi.HeaderFilterStrategy;
import org.apache.camel.spi.HeaderFilterStrategyAware;
import org.apache.camel.spi.Metadata;
import org.apache.camel.spi.UriParam;
import org.apache.camel.spi.UriParams;
import org.jspecify.annotations.Nullable;

/** Options of {@code hatchet:} endpoints; those of the component are their defaults. */
@UriParams
public class HatchetConfiguration implements Cloneable, HeaderFilterStrategyAware {

  @UriParam(label = "consumer")
  @Metadata(
      description =
          "Names of the steps that must complete before this one, separated by commas. A step"
              + " without parents begins at once.")
  private @Nullable String parents;

  @UriParam(javaType = "java.time.Duration", defaultValue = "60s")
  @Metadata(
      description =
          "Step: the longest execution of one attempt; the engine ends it then, and the route is"
              + " interrupted. Run with wait: the longest wait for the result.")
  private long timeout = 60_000;

  @UriParam(label = "consumer", javaType = "java.time.Duration", defaultValue = "5m")
  @Metadata(
      description =
          "The longest time that a step may wait for a worker; beyond it the step is cancelled.")
  private long scheduleTimeout = 300_000;

  @UriParam(label = "consumer", javaType = "java.time.Duration")
  @Metadata(
      description =
          "Step with a topic: the longest time that one attempt may take in all, however often it"
              + " extends its timeout; whoever takes longer is taken for dead. Without it, three"
              + " times the timeout, and 5m at least.")
  private long longestTime;

  @UriParam(label = "consumer", defaultValue = "0")
  @Metadata(description = "How many times a failed step is tried again.")
  private int retries;

  @UriParam(label = "consumer", defaultValue = "2")
  @Metadata(
      description =
          "Base of the exponential delay between attempts; 0 for none. The first delay is one"
              + " second, each following one longer by this factor. Engines before 0.111 begin at"
              + " this factor in seconds.")
  private double backoffFactor = 2;

  @UriParam(label = "consumer", defaultValue = "30")
  @Metadata(description = "The longest delay between attempts, in seconds.")
  private int backoffMaxSeconds = 30;

  @UriParam(label = "consumer")
  @Metadata(
      description =
          "Topic that carries the step's attempts to whichever process consumes it. Without it the"
              + " route runs in the worker that the engine assigned the step to.")
  private @Nullable String topic;

  @UriParam(label = "consumer", defaultValue = "4")
  @Metadata(
      description =
          "Consumers of the topic in this process, that is, attempts of this step that run at once"
              + " here. More than the topic has partitions stay idle.")
  private int consumersCount = 4;

  @UriParam(label = "consumer")
  @Metadata(
      description =
          "Event keys that start the workflow, separated by commas; an asterisk stands for any text. Belongs to the workflow and may be given at any of its steps.")
  private @Nullable String onEvents;

  @UriParam(label = "consumer")
  @Metadata(
      description =
          "What the workflow does, in a sentence. Belongs to the workflow and may be given at any of"
              + " its steps.")
  private @Nullable String description;

  @UriParam(
      label = "consumer,advanced",
      defaultValue =
          "java.lang.IllegalArgumentException,org.apache.camel.ValidationException,"
              + "org.apache.camel.InvalidPayloadException,org.apache.camel.TypeConversionException")
  @Metadata(
      description =
          "Classes of exceptions that fail a step for good, separated by commas, besides those that"
              + " implement routes.hatchet.client.NotRetryable. The usual ones stand for bad input.")
  private String terminalExceptions =
      "java.lang.IllegalArgumentException,org.apache.camel.ValidationException,"
          + "org.apache.camel.InvalidPayloadException,org.apache.camel.TypeConversionException";

  @UriParam(label = "producer", defaultValue = "false")
  @Metadata(
      description =
          "Whether run waits for the result and sets the body to it, instead of to the run id. A"
              + " failed run fails the exchange.")
  private boolean wait;

  @UriParam(label = "producer")
  @Metadata(description = "Scope of the event, which selects filters of workflows.")
  private @Nullable String scope;

  @UriParam(label = "producer")
  @Metadata(
      description =
          "Priority of the runs, 1 to 3, higher first; the workflow's own when not given.")
  private @Nullable Integer priority;

  @UriParam(label = "producer")
  @Metadata(
      description =
          "Names a child run among the children of a step, so that a repeated attempt finds it"
              + " again. Without it children are counted, and inside a split named by its index.")
  private @Nullable String childKey;

  @UriParam(label = "consumer")
  @Metadata(
      description =
          "Units that each attempt takes of rate limits, separated by commas: key=units of a limit that hatchet:rate-limit has set, such as llm=1, or, with a CEL expression in square brackets instead of the key, units of a limit that is kept for each of its values, as in units of 10 per minute. The component's page has examples.")
  private @Nullable String rateLimits;

  @UriParam(label = "consumer")
  @Metadata(
      description =
          "What the step waits for besides its parents: a duration such as 30m, event:key, or parent:step, the latter two with a CEL expression in square brackets behind, joined by and, or and parentheses. Counted from the completion of its parents. The component's page has examples.")
  private @Nullable String waitFor;

  @UriParam(label = "consumer")
  @Metadata(
      description =
          "When the step is left out, written as waitFor. Steps after it go on, and see a field skipped that is true as its output.")
  private @Nullable String skipIf;

  @UriParam(label = "consumer")
  @Metadata(description = "When the step, and with it the run, is cancelled, written as waitFor.")
  private @Nullable String cancelIf;

  @UriParam(label = "consumer")
  @Metadata(
      description =
          "CEL expression that gives a text; steps with the same text count together for maxRuns, such as input.tenant_id or 'all'. Or several rules, separated by commas: each a CEL expression in square brackets, then max and a number, then a strategy; what a rule leaves out comes from maxRuns and limitStrategy.")
  private @Nullable String concurrency;

  @UriParam(label = "consumer")
  @Metadata(
      description =
          "As concurrency, for whole runs of the workflow instead of this step. Belongs to the"
              + " workflow and may be given at any of its steps.")
  private @Nullable String workflowConcurrency;

  @UriParam(label = "consumer")
  @Metadata(
      description =
          "CEL expression over input and additional_metadata that gives the idempotency key of a"
              + " run, such as input.application_id, or additional_metadata.idempotency_key for the"
              + " option idempotencyKey of hatchet:run; another run with the same key is not"
              + " started. Belongs to the workflow and may be given at any of its steps.")
  private @Nullable String idempotency;

  @UriParam(label = "consumer", javaType = "java.time.Duration", defaultValue = "24h")
  @Metadata(description = "How long an idempotency key keeps other runs away.")
  private long idempotencyTtl = 86_400_000;

  @UriParam(label = "consumer", defaultValue = "ttl", enums = "ttl,status")
  @Metadata(
      description =
          "Whether an idempotency key keeps other runs away for its whole time (ttl), or at most"
              + " until its run has ended (status).")
  private String idempotencyMethod = "ttl";

  @UriParam(label = "consumer", defaultValue = "1")
  @Metadata(description = "How many steps with the same concurrency text run at once.")
  private int maxRuns = 1;

  @UriParam(
      label = "consumer",
      defaultValue = "group-round-robin",
      enums = "group-round-robin,cancel-in-progress,cancel-newest")
  @Metadata(
      description =
          "What happens to a step beyond maxRuns: it waits for its turn, cancels "
              + "the oldest that runs, or is cancelled itself.")
  private String limitStrategy = "group-round-robin";

  @UriParam
  @Metadata(
      description =
          "Labels that the worker of a step, or of the runs that run starts, must have, as name=value separated by commas, such as pool=cpu-heavy; the signs for unequal, greater and less compare whole numbers. With weight and a number behind, a label is only preferred, such as region=eu weight 50.")
  private @Nullable String desiredWorkerLabels;

  @UriParam(label = "consumer")
  @Metadata(
      description =
          "Cron expressions that start the workflow, in UTC, separated by "
              + "semicolons; five fields or six with leading seconds. Belongs to the "
              + "workflow and may be given at any of its steps.")
  private @Nullable String onCrons;

  @UriParam(label = "consumer", enums = "soft,hard")
  @Metadata(
      description =
          "Whether the steps of a run keep to one worker: soft prefers it, hard "
              + "insists. Belongs to the workflow and may be given at any of its steps.")
  private @Nullable String sticky;

  @UriParam(label = "consumer")
  @Metadata(
      description =
          "Priority of runs whose trigger names none, 1 to 3, higher first. Belongs "
              + "to the workflow and may be given at any of its steps.")
  private @Nullable Integer defaultPriority;

  @UriParam(label = "producer", defaultValue = "false")
  @Metadata(
      description =
          "Run inside a step: asks for the worker of that step. The workflow that is run must be"
              + " sticky.")
  private boolean stickyChild;

  @UriParam(label = "producer")
  @Metadata(
      description =
          "Idempotency key of the run, sent as its metadata idempotency_key. When the workflow has"
              + " such a run already, that one is the result, and header CamelHatchetRunExisted is"
              + " true. For a list each run's key ends with its position.")
  private @Nullable String idempotencyKey;

  @UriParam(label = "producer", defaultValue = "throw", enums = "throw,collect")
  @Metadata(
      description =
          "What run with wait does when a run fails or is cancelled: throw fails the exchange;"
              + " collect sets in its place workflow_run_id, status and error, so that the other"
              + " runs of a list or a split keep their results.")
  private String failures = "throw";

  @UriParam(label = "producer")
  @Metadata(
      description =
          "Labels that the operation labels sets on the worker of this process, as name=value"
              + " separated by commas; without it the body has them.")
  private @Nullable String labels;

  @UriParam(label = "producer", defaultValue = "INFO", enums = "DEBUG,INFO,WARN,ERROR")
  @Metadata(description = "Level of the line that log writes.")
  private String level = "INFO";

  @UriParam(label = "producer")
  @Metadata(
      description =
          "Cron expression of cron, in UTC; five fields or six with leading " + "seconds.")
  private @Nullable String cron;

  @UriParam(label = "producer")
  @Metadata(description = "Name of the plan that cron makes; usually the name of the workflow.")
  private @Nullable String cronName;

  @UriParam(label = "producer", defaultValue = "0")
  @Metadata(description = "Units in each window, for rate-limit.")
  private int limit = 0;

  @UriParam(
      label = "producer",
      defaultValue = "second",
      enums = "second,minute,hour,day,week,month,year")
  @Metadata(description = "Window of rate-limit.")
  private String window = "second";

  @UriParam(label = "filter")
  @Metadata(
      description =
          "Decides which metadata of runs become headers of steps, and which headers become metadata"
              + " of runs and events; usually the context of tracing only: traceparent, tracestate"
              + " and baggage.")
  private HeaderFilterStrategy headerFilterStrategy = new HatchetHeaderFilterStrategy();

  @UriParam(prefix = "metadata.", multiValue = true)
  @Metadata(
      description =
          "Additional metadata of runs and events, as metadata.key=value; shown with them. For runs:"
              + " the one entry that the runs to follow have.")
  private Map<String, Object> metadata = new LinkedHashMap<>();

  /** A copy for one endpoint. */
  public HatchetConfiguration copy() {
    try {
      HatchetConfiguration copy = (HatchetConfiguration) super.clone();
      copy.metadata = new LinkedHashMap<>(metadata);
      return copy;
    } catch (CloneNotSupportedException e) {
      throw new RuntimeCamelException(e);
    }
  }

  @Override
  public HeaderFilterStrategy getHeaderFilterStrategy() {
    return headerFilterStrategy;
  }

  @Override
  public void setHeaderFilterStrategy(HeaderFilterStrategy headerFilterStrategy) {
    this.headerFilterStrategy = headerFilterStrategy;
  }

  public @Nullable String getParents() {
    return parents;
  }

  public void setParents(@Nullable String parents) {
    this.parents = parents;
  }

  public long getTimeout() {
    return timeout;
  }

  public void setTimeout(long timeout) {
    this.timeout = timeout;
  }

  public long getScheduleTimeout() {
    return scheduleTimeout;
  }

  public void setScheduleTimeout(long scheduleTimeout) {
    this.scheduleTimeout = scheduleTimeout;
  }

  public long getLongestTime() {
    return longestTime;
  }

  public void setLongestTime(long longestTime) {
    this.longestTime = longestTime;
  }

  public int getRetries() {
    return retries;
  }

  public void setRetries(int retries) {
    this.retries = retries;
  }

  public double getBackoffFactor() {
    return backoffFactor;
  }

  public void setBackoffFactor(double backoffFactor) {
    this.backoffFactor = backoffFactor;
  }

  public int getBackoffMaxSeconds() {
    return backoffMaxSeconds;
  }

  public void setBackoffMaxSeconds(int backoffMaxSeconds) {
    this.backoffMaxSeconds = backoffMaxSeconds;
  }

  public @Nullable String getTopic() {
    return topic;
  }

  public void setTopic(@Nullable String topic) {
    this.topic = topic;
  }

  public int getConsumersCount() {
    return consumersCount;
  }

  public void setConsumersCount(int consumersCount) {
    this.consumersCount = consumersCount;
  }

  public @Nullable String getOnEvents() {
    return onEvents;
  }

  public void setOnEvents(@Nullable String onEvents) {
    this.onEvents = onEvents;
  }

  public @Nullable String getDescription() {
    return description;
  }

  public void setDescription(@Nullable String description) {
    this.description = description;
  }

  public String getTerminalExceptions() {
    return terminalExceptions;
  }

  public void setTerminalExceptions(String terminalExceptions) {
    this.terminalExceptions = terminalExceptions;
  }

  public boolean isWait() {
    return wait;
  }

  public void setWait(boolean wait) {
    this.wait = wait;
  }

  public @Nullable String getScope() {
    return scope;
  }

  public void setScope(@Nullable String scope) {
    this.scope = scope;
  }

  public @Nullable Integer getPriority() {
    return priority;
  }

  public void setPriority(@Nullable Integer priority) {
    this.priority = priority;
  }

  public @Nullable String getChildKey() {
    return childKey;
  }

  public void setChildKey(@Nullable String childKey) {
    this.childKey = childKey;
  }

  public Map<String, Object> getMetadata() {
    return metadata;
  }

  public void setMetadata(Map<String, Object> metadata) {
    this.metadata = metadata;
  }

  public @Nullable String getRateLimits() {
    return rateLimits;
  }

  public void setRateLimits(@Nullable String rateLimits) {
    this.rateLimits = rateLimits;
  }

  public @Nullable String getConcurrency() {
    return concurrency;
  }

  public void setConcurrency(@Nullable String concurrency) {
    this.concurrency = concurrency;
  }

  public int getMaxRuns() {
    return maxRuns;
  }

  public void setMaxRuns(int maxRuns) {
    this.maxRuns = maxRuns;
  }

  public String getLimitStrategy() {
    return limitStrategy;
  }

  public void setLimitStrategy(String limitStrategy) {
    this.limitStrategy = limitStrategy;
  }

  public @Nullable String getDesiredWorkerLabels() {
    return desiredWorkerLabels;
  }

  public void setDesiredWorkerLabels(@Nullable String desiredWorkerLabels) {
    this.desiredWorkerLabels = desiredWorkerLabels;
  }

  public @Nullable String getOnCrons() {
    return onCrons;
  }

  public void setOnCrons(@Nullable String onCrons) {
    this.onCrons = onCrons;
  }

  public @Nullable String getSticky() {
    return sticky;
  }

  public void setSticky(@Nullable String sticky) {
    this.sticky = sticky;
  }

  public @Nullable Integer getDefaultPriority() {
    return defaultPriority;
  }

  public void setDefaultPriority(@Nullable Integer defaultPriority) {
    this.defaultPriority = defaultPriority;
  }

  public String getLevel() {
    return level;
  }

  public void setLevel(String level) {
    this.level = level;
  }

  public @Nullable String getCron() {
    return cron;
  }

  public void setCron(@Nullable String cron) {
    this.cron = cron;
  }

  public @Nullable String getCronName() {
    return cronName;
  }

  public void setCronName(@Nullable String cronName) {
    this.cronName = cronName;
  }

  public int getLimit() {
    return limit;
  }

  public void setLimit(int limit) {
    this.limit = limit;
  }

  public String getWindow() {
    return window;
  }

  public void setWindow(String window) {
    this.window = window;
  }

  public @Nullable String getWaitFor() {
    return waitFor;
  }

  public void setWaitFor(@Nullable String waitFor) {
    this.waitFor = waitFor;
  }

  public @Nullable String getSkipIf() {
    return skipIf;
  }

  public void setSkipIf(@Nullable String skipIf) {
    this.skipIf = skipIf;
  }

  public @Nullable String getCancelIf() {
    return cancelIf;
  }

  public void setCancelIf(@Nullable String cancelIf) {
    this.cancelIf = cancelIf;
  }

  public @Nullable String getWorkflowConcurrency() {
    return workflowConcurrency;
  }

  public void setWorkflowConcurrency(@Nullable String workflowConcurrency) {
    this.workflowConcurrency = workflowConcurrency;
  }

  public @Nullable String getIdempotency() {
    return idempotency;
  }

  public void setIdempotency(@Nullable String idempotency) {
    this.idempotency = idempotency;
  }

  public long getIdempotencyTtl() {
    return idempotencyTtl;
  }

  public void setIdempotencyTtl(long idempotencyTtl) {
    this.idempotencyTtl = idempotencyTtl;
  }

  public String getIdempotencyMethod() {
    return idempotencyMethod;
  }

  public void setIdempotencyMethod(String idempotencyMethod) {
    this.idempotencyMethod = idempotencyMethod;
  }

  public boolean isStickyChild() {
    return stickyChild;
  }

  public void setStickyChild(boolean stickyChild) {
    this.stickyChild = stickyChild;
  }

  public @Nullable String getIdempotencyKey() {
    return idempotencyKey;
  }

  public void setIdempotencyKey(@Nullable String idempotencyKey) {
    this.idempotencyKey = idempotencyKey;
  }

  public String getFailures() {
    return failures;
  }

  public void setFailures(String failures) {
    this.failures = failures;
  }

  public @Nullable String getLabels() {
    return labels;
  }

  public void setLabels(@Nullable String labels) {
    this.labels = labels;
  }
}
