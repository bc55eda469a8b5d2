package io.corsync.status;

import io.corsync.sync.Checkup;
import io.corsync.sync.SettingSheet;

import org.springframework.beans.factory.ObjectProvider;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PostMapping;

/**
 * What is set: which Opportunities, and what COR gets of them.
 */
@Controller
class SettingController {

	private final SettingSheet sheet;

	private final ObjectProvider<Checkup> checkup;

	SettingController(SettingSheet sheet, ObjectProvider<Checkup> checkup) {
		this.sheet = sheet;
		this.checkup = checkup;
	}

	@GetMapping("/setting")
	String setting(Model model) {
		model.addAttribute("mapping", this.sheet.mapping());
		model.addAttribute("values", this.sheet.values());
		return "setting";
	}

	@PostMapping("/setting/check")
	String check(Model model) {
		model.addAttribute("findings", this.checkup.getObject().run());
		return setting(model);
	}

}
