package io.stratum.config;

import java.util.List;

import com.networknt.schema.Error;
import com.networknt.schema.Schema;
import com.networknt.schema.SchemaRegistry;
import com.networknt.schema.SpecificationVersion;
import io.stratum.Issue;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/**
 * A declared key with its compiled schema.
 */
record Declared(ConfigKey<?> key, @Nullable Schema schema) {

	private static final SchemaRegistry SCHEMAS = SchemaRegistry.withDefaultDialect(SpecificationVersion.DRAFT_2020_12);

	static Declared of(ConfigKey<?> key) {
		JsonNode schema = key.schemaNode();
		return new Declared(key, (schema != null) ? SCHEMAS.getSchema(schema) : null);
	}

	/**
	 * Finds what is wrong with a value; of a secret only that something is.
	 */
	List<Issue> issues(JsonNode value, boolean secret) {
		List<Issue> issues = (this.schema != null) ? broken(this.schema, value, secret) : List.of();
		return issues.isEmpty() ? unfit(value) : issues;
	}

	private static List<Issue> broken(Schema schema, JsonNode value, boolean secret) {
		return schema.validate(value).stream().map((error) -> issue(error, secret)).distinct().toList();
	}

	private List<Issue> unfit(JsonNode value) {
		if (!fitsNarrowing(value)) {
			return List.of(new Issue("value", "The value is of a kind that cannot narrow.", "type"));
		}
		return (value.isNull() || Conversion.fits(value, this.key.type())) ? List.of()
				: List.of(new Issue("value", "The value does not fit the type of the key.", "type"));
	}

	private boolean fitsNarrowing(JsonNode value) {
		return switch (this.key.narrowing()) {
			case ANY -> true;
			case LOWER_ONLY, RAISE_ONLY -> value.isNumber();
			case SUBSET_ONLY -> value.isArray();
		};
	}

	private static Issue issue(Error error, boolean secret) {
		String rule = String.valueOf(error.getKeyword());
		// Messages and locations of the validator may repeat parts of the value.
		String path = secret ? "value" : "value" + error.getInstanceLocation();
		String message = secret ? "The value breaks the rule '" + rule + "' of its schema."
				: "The value breaks the rule '" + rule + "' of its schema: " + error.getMessage() + ".";
		return new Issue(path, message, rule);
	}

}
