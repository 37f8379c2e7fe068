package io.stratum.sample.export;

import java.math.BigDecimal;
import java.util.Objects;
import java.util.UUID;

import io.stratum.ErrorCode;
import io.stratum.StratumException;
import io.stratum.access.Scope;
import io.stratum.security.RequiresScope;
import io.stratum.tenant.TenantId;
import io.stratum.web.CurrentTenant;
import org.jspecify.annotations.Nullable;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RestController;
import org.springframework.web.servlet.support.ServletUriComponentsBuilder;

/**
 * Exports over HTTP.
 */
@RestController
@RequestMapping("/exports")
@RequiresScope(Scope.READ)
class ExportController {

	private final Exports exports;

	private final ExportJob job;

	ExportController(Exports exports, ExportJob job) {
		this.exports = exports;
		this.job = job;
	}

	@PostMapping
	@RequiresScope(Scope.WRITE)
	ResponseEntity<View> start(@CurrentTenant TenantId tenant) {
		Export export = this.exports.save(new Export());
		this.job.run(Objects.requireNonNull(export.id()));
		return ResponseEntity.accepted()
			.location(ServletUriComponentsBuilder.fromCurrentRequestUri().path("/{id}").build(export.id()))
			.body(View.of(export));
	}

	@GetMapping("/{id}")
	View get(@CurrentTenant TenantId tenant, @PathVariable UUID id) {
		return this.exports.findById(id)
			.map(View::of)
			.orElseThrow(() -> new StratumException(ErrorCode.NOT_FOUND, "There is no such export."));
	}

	/**
	 * An export as a client reads it.
	 */
	record View(@Nullable UUID id, String status, @Nullable Long orders, @Nullable String total,
			@Nullable String thread) {

		static View of(Export export) {
			BigDecimal total = export.total();
			return new View(export.id(), export.status(), export.orders(),
					(total != null) ? total.setScale(2).toPlainString() : null, export.thread());
		}

	}

}
