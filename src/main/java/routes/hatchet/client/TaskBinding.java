package routes.hatchet.client;

/**
 * A task of a workflow with what it does.
 *
 * @param workflow workflow name, without namespace
 * @param definition the task
 * @param handler what it does
 */
public record TaskBinding(String workflow, TaskDefinition definition, TaskHandler handler) {}
