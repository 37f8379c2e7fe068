package io.stratum.controlplane;

import java.util.List;
import java.util.Objects;

import io.stratum.InvalidInputException;
import io.stratum.config.ConfigChange;
import io.swagger.v3.oas.annotations.media.Schema;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/**
 * What requests say of config.
 */
final class ConfigRequests {

	private ConfigRequests() {
	}

	@Schema(name = "ConfigEntryInput")
	record Put(@Required @Nullable JsonNode value, @Nullable Boolean locked, @Nullable Boolean sensitive) {

		ConfigChange of(String key, @Nullable Long version) {
			return new ConfigChange(key, this.value, this.locked, this.sensitive, version);
		}

		@Override
		public String toString() {
			return "Put";
		}

	}

	@Schema(name = "ConfigBatchInput")
	record PutBatch(@Required @Nullable List<@Nullable PutEntry> entries, @Nullable Boolean atomic) {

		List<ConfigChange> changes() {
			List<@Nullable PutEntry> rows = Objects.requireNonNullElse(this.entries, List.of());
			if (rows.stream().anyMatch(Objects::isNull)) {
				throw InvalidInputException.of("entries", "Each entry is an object.", "type");
			}
			return rows.stream().map((row) -> Objects.requireNonNull(row).change()).toList();
		}

		boolean isAtomic() {
			return Boolean.TRUE.equals(this.atomic);
		}

	}

	@Schema(name = "ConfigBatchEntryInput")
	record PutEntry(@Required @Nullable String key, @Required @Nullable JsonNode value, @Nullable Boolean locked,
			@Nullable Boolean sensitive) {

		ConfigChange change() {
			return new ConfigChange(Objects.requireNonNullElse(this.key, ""), this.value, this.locked, this.sensitive,
					null);
		}

		@Override
		public String toString() {
			return "PutEntry";
		}

	}

	@Schema(name = "ConfigRevealInput")
	record Reveal(@Required @Nullable String reason) {

		String why() {
			return Objects.requireNonNullElse(this.reason, "");
		}

	}

}
