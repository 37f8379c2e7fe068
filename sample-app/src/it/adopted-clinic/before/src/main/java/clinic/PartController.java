package clinic;

import java.math.BigDecimal;

import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestParam;

@Controller
public class PartController {

	private final PriceList prices;

	private final Parts parts;

	public PartController(PriceList prices, Parts parts) {
		this.prices = prices;
		this.parts = parts;
	}

	@GetMapping("/parts")
	public String list(Model model) {
		model.addAttribute("prices", this.prices.all());
		model.addAttribute("sales", this.parts.sales());
		return "parts";
	}

	@PostMapping("/parts")
	public String set(@RequestParam String code, @RequestParam String name, @RequestParam BigDecimal price) {
		this.prices.set(code, name, price);
		return "redirect:/parts";
	}

}
