package dev.footfall.client;

import static org.assertj.core.api.Assertions.assertThat;

import dev.footfall.client.ClientFacts.DeviceClass;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class UserAgentTest {
  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "Mozilla/5.0 (Windows NT 10.0; Win64; x64) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/141.0.0.0 Safari/537.36 | DESKTOP",
        "Mozilla/5.0 (Macintosh; Intel Mac OS X 10_15_7) AppleWebKit/605.1.15 (KHTML, like Gecko) Version/18.6 Safari/605.1.15 | DESKTOP",
        "Mozilla/5.0 (X11; Linux x86_64; rv:143.0) Gecko/20100101 Firefox/143.0 | DESKTOP",
        "Mozilla/5.0 (X11; CrOS x86_64 14541.0.0) AppleWebKit/537.36 Chrome/140.0.0.0 Safari/537.36 | DESKTOP",
        "Mozilla/5.0 (iPhone; CPU iPhone OS 18_6 like Mac OS X) AppleWebKit/605.1.15 Version/18.6 Mobile/15E148 Safari/604.1 | MOBILE",
        "Mozilla/5.0 (Linux; Android 14; SM-S918B) AppleWebKit/537.36 SamsungBrowser/28.0 Chrome/130.0.0.0 Mobile Safari/537.36 | MOBILE",
        "Mozilla/5.0 (Linux; Android 9; CUBOT NOTE 20) AppleWebKit/537.36 Chrome/130.0.0.0 Mobile Safari/537.36 | MOBILE",
        "Mozilla/5.0 (iPad; CPU OS 16_6 like Mac OS X) AppleWebKit/605.1.15 Version/16.6 Mobile/15E148 Safari/604.1 | TABLET",
        "Mozilla/5.0 (Linux; Android 13; SM-X906C) AppleWebKit/537.36 Chrome/130.0.0.0 Safari/537.36 | TABLET",
        "Mozilla/5.0 (SMART-TV; Linux; Tizen 6.0) AppleWebKit/537.36 Chrome/76.0 TV Safari/537.36 | OTHER",
        "Mozilla/5.0 (PlayStation; PlayStation 5/8.00) AppleWebKit/605.1.15 | OTHER",
        "Dalvik/2.1.0 (Linux; U; Android 14; Pixel 8 Build/UP1A) | MOBILE",
        "okhttp/4.12.0 | OTHER",
      })
  void peoplesDevices(String original, DeviceClass deviceClass) {
    assertThat(UserAgent.of(original)).isEqualTo(new UserAgent(deviceClass, null));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "Mozilla/5.0 AppleWebKit/537.36 (KHTML, like Gecko; compatible; GPTBot/1.2; +https://openai.com/gptbot) | ai_agent",
        "Mozilla/5.0 AppleWebKit/537.36 (KHTML, like Gecko; compatible; ClaudeBot/1.0; +claudebot@anthropic.com) | ai_agent",
        "Mozilla/5.0 (compatible; PerplexityBot/1.0; +https://perplexity.ai/perplexitybot) | ai_agent",
        "kube-probe/1.31 | monitor",
        "Mozilla/5.0 (compatible; UptimeRobot/2.0; http://www.uptimerobot.com/) | monitor",
        "Mozilla/5.0 (Linux; Android 6.0.1; Nexus 5X) Chrome/141.0 Mobile Safari/537.36 (compatible; Googlebot/2.1; +http://www.google.com/bot.html) | user_agent_bot",
        "Mozilla/5.0 AppleWebKit/537.36 (KHTML, like Gecko; compatible; bingbot/2.0; +http://www.bing.com/bingbot.htm) Chrome/136.0 | user_agent_bot",
        "Mozilla/5.0 (compatible; AhrefsBot/7.0; +http://ahrefs.com/robot/) | user_agent_bot",
        "Mozilla/5.0 (X11; Linux x86_64) AppleWebKit/537.36 HeadlessChrome/140.0.0.0 Safari/537.36 | user_agent_bot",
        "python-requests/2.32.4 | user_agent_bot",
        "curl/8.5.0 | user_agent_bot",
        "Mozilla/5.0 zgrab/0.x | user_agent_bot",
        "somebot | user_agent_bot",
      })
  void machinesSayWhatTheyAre(String original, String hint) {
    assertThat(UserAgent.of(original)).isEqualTo(new UserAgent(DeviceClass.OTHER, hint));
  }

  @ParameterizedTest
  @CsvSource({"''", "' '"})
  void emptyIsNone(String original) {
    assertThat(UserAgent.of(original)).isSameAs(UserAgent.NONE);
  }
}
