package io.stratum.autoconfigure.controlplane;

import java.util.HashMap;
import java.util.List;
import java.util.Map;

import io.swagger.v3.oas.models.media.Schema;
import org.jspecify.annotations.Nullable;

/**
 * What members of bodies look like, by their name.
 */
final class Examples {

	private static final String ID = "0198c0de-5eed-7000-8000-000000000001";

	private static final String TIME = "2026-11-20T09:30:00.000Z";

	private static final Map<String, String> BY_FORMAT = Map.of("uuid", ID, "date-time", TIME);

	private static final Map<String, Object> BY_NAME = byName();

	private static final Map<String, Object> BY_TYPE = Map.of("string", "text", "integer", 1, "boolean", true);

	private Examples() {
	}

	/**
	 * Gives a schema an example that fits it, unless others describe its parts.
	 */
	static void addTo(String name, Schema<?> schema) {
		Object example = of(name, schema);
		if (example != null) {
			withExample(schema, example);
		}
	}

	@SuppressWarnings("unchecked") // A schema does not know what it describes.
	private static void withExample(Schema<?> schema, Object example) {
		((Schema<Object>) schema).setExamples(List.of(example));
	}

	private static @Nullable Object of(String name, Schema<?> schema) {
		if (schema.get$ref() != null || schema.getAnyOf() != null) {
			return null;
		}
		if (schema.getFormat() != null && BY_FORMAT.containsKey(schema.getFormat())) {
			return BY_FORMAT.get(schema.getFormat());
		}
		String type = (schema.getTypes() != null) ? schema.getTypes().iterator().next() : "any";
		Object named = BY_NAME.get(type + " " + name);
		return (named != null) ? named : BY_TYPE.get(type);
	}

	private static Map<String, Object> byName() {
		Map<String, Object> examples = new HashMap<>();
		texts("name=Acme EMEA,slug=acme_emea,key=max_users,action=read,ancestry_path=/,status=active,state=ready,"
				+ "isolation_strategy=SHARED_RLS,strategy=SHARED_RLS,mode=INHERITED,revocation_mode=CASCADE,"
				+ "effect=allow,resource_type=document,attribute=subject.department,operator=eq,reason=support case 4711,"
				+ "on_missing=undecided,rate_limit_window=1 hour,level=dek,db=connected,redis=not_configured,"
				+ "key_prefix=sk_live_Zm9vYmFy,plaintext_key=sk_live_Zm9vYmFyYmF6cXV4Zm9vYmFyYmF6cXV4Zm9vYmFyYmF6,"
				+ "actor_type=api_key,source_ip=192.0.2.1,ip=192.0.2.1,request_id=request-1,parent_ref=acme,"
				+ "description=Reads documents")
			.forEach((name, text) -> examples.put("string " + name, text));
		examples.put("array scopes", List.of("read", "write"));
		examples.put("array conditions", List.of());
		examples.put("any value", 100);
		examples.put("integer rate_limit_max", 500);
		examples.put("object config", Map.of());
		examples.put("object metadata", Map.of("plan", "gold"));
		examples.put("object subject", Map.of("department", "legal"));
		examples.put("object resource", Map.of("type", "document"));
		examples.put("object environment", Map.of());
		return examples;
	}

	private static Map<String, String> texts(String pairs) {
		Map<String, String> texts = new HashMap<>();
		for (String pair : pairs.split(",")) {
			String[] both = pair.split("=", 2);
			texts.put(both[0], both[1]);
		}
		return texts;
	}

}
