package io.stratum.sample.report;

import java.util.List;

import io.stratum.access.Scope;
import io.stratum.security.RequiresPermission;
import io.stratum.security.RequiresScope;
import io.stratum.tenant.Tenant;
import io.stratum.web.CurrentTenant;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

/**
 * Reports over HTTP.
 */
@RestController
@RequestMapping("/reports")
@RequiresScope(Scope.READ)
class ReportController {

	private final Reports reports;

	private final Revenue revenue;

	ReportController(Reports reports, Revenue revenue) {
		this.reports = reports;
		this.revenue = revenue;
	}

	@GetMapping("/top-products")
	@RequiresPermission("reports.read")
	TopProducts topProducts(@CurrentTenant Tenant tenant) {
		return new TopProducts(this.reports.topProducts());
	}

	@GetMapping("/revenue")
	@RequiresPermission("reports.read")
	Revenue.Report revenue(@CurrentTenant Tenant tenant, @RequestParam(defaultValue = "false") boolean partial) {
		return partial ? this.revenue.reachable(tenant.id()) : this.revenue.whole(tenant.id());
	}

	/**
	 * What sells best.
	 */
	record TopProducts(List<Reports.ProductSales> data) {

	}

}
