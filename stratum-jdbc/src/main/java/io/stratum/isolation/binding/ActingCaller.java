package io.stratum.isolation.binding;

import java.util.LinkedHashMap;
import java.util.Map;

import io.stratum.access.Caller;
import io.stratum.engine.ExactJson;
import io.stratum.engine.Json;
import io.stratum.tenant.TenantContext;
import org.jspecify.annotations.Nullable;

/**
 * Who acts on the running thread, as triggers read it.
 */
final class ActingCaller {

	private final TenantContext context;

	private volatile Written latest = Written.of(Caller.SYSTEM);

	ActingCaller(TenantContext context) {
		this.context = context;
	}

	/**
	 * Returns the members of an audit entry that say who acts, as JSON.
	 */
	String text() {
		Caller caller = this.context.caller();
		Written written = this.latest;
		if (written.caller != caller) {
			written = Written.of(caller);
			this.latest = written;
		}
		return written.text;
	}

	/**
	 * A caller, who sends many statements one after another, written once.
	 */
	private record Written(Caller caller, String text) {

		static Written of(Caller caller) {
			Map<String, @Nullable String> members = new LinkedHashMap<>();
			members.put("actor_type", caller.type().wireName());
			members.put("actor_id", text(caller.id()));
			members.put("subject_id", text(caller.subjectId()));
			members.put("source_ip", text(caller.sourceIp()));
			members.put("request_id", text(caller.requestId()));
			return new Written(caller, Json.write(members));
		}

		private static @Nullable String text(@Nullable String text) {
			return (text != null) ? ExactJson.text(text) : null;
		}

	}

}
