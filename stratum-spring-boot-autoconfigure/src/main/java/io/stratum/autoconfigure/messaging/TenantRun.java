package io.stratum.autoconfigure.messaging;

import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.function.Function;

import org.jspecify.annotations.Nullable;

/**
 * Neighbours of one tenant in a batch of messages.
 *
 * <p>
 * A batch is cut where the tenant changes, so its order stays as it is.
 *
 * @param tenant what their headers say, {@code null} if they have none
 * @param start place of the first in the batch
 * @param messages the neighbours
 * @param <M> kind of message
 */
record TenantRun<M>(@Nullable String tenant, int start, List<M> messages) {

	static <M> List<TenantRun<M>> of(Iterable<? extends M> batch, Function<M, @Nullable String> tenantOf) {
		List<TenantRun<M>> runs = new ArrayList<>();
		int place = 0;
		for (M message : batch) {
			String tenant = tenantOf.apply(message);
			TenantRun<M> last = runs.isEmpty() ? null : runs.get(runs.size() - 1);
			if (last == null || !Objects.equals(last.tenant(), tenant)) {
				last = new TenantRun<>(tenant, place, new ArrayList<>());
				runs.add(last);
			}
			last.messages().add(message);
			place++;
		}
		return runs;
	}

}
