package routes.lending.load;

import java.util.List;
import org.jspecify.annotations.Nullable;
import routes.lending.Problem;
import routes.lending.decision.CompiledPolicy;
import routes.lending.policy.Policy;
import routes.lending.policy.PolicyStatus;

/**
 * A policy document that has been read and found sound.
 *
 * @param policy the policy
 * @param compiled the same, ready to judge applications
 * @param ignoredFields fields that mean nothing here and were left out, as paths
 * @param status what its writer says that it is, or null; what it becomes is said beside it
 * @param warnings guards that are not understood; their criteria will be unknown
 */
public record PolicyDocument(
    Policy policy,
    CompiledPolicy compiled,
    List<String> ignoredFields,
    @Nullable PolicyStatus status,
    List<Problem> warnings) {}
