package routes.engine.scheduler;

import java.util.List;
import routes.engine.model.WorkflowVersion;
import routes.engine.store.Loaded;

/** Runs that are to come. */
public record Scheduled(String workflow, WorkflowVersion version, List<Loaded.ScheduleRow> rows) {}
